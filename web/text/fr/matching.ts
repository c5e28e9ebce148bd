/** French words for what fits, and for working together. */
import { plural } from '../plural.ts';

export const matching = {
  title: 'Ce qui répond à vos annonces',
  fits: { offer: 'Qui en a besoin', need: 'Qui en a' },
  lead: 'Le mieux placé d’abord ; entre égaux, chacun son tour. Sous chacun : pourquoi lui, et ce qui manque.',
  mineLead: 'Le marché cherche pour vous : tout ce qui répond à ce que vous offrez ou demandez.',
  none: 'Rien ne convient pour l’instant. Tant que l’annonce est publiée, nous regardons chaque nouvelle annonce et vous prévenons.',
  notInMarket: 'Cette annonce n’est pas sur le marché : nous ne cherchons pas pour elle.',
  noneOfMine: 'Rien encore. Publiez ce que vous avez ou ce qui vous manque, et nous cherchons.',
  post: 'Publier une annonce',
  look: 'Regarder soi-même',
  all: 'Tout ce qui convient',
  more: (n: number, written: string) => plural('fr', n, { one: 'et # autre', other: 'et # autres' }, written),
  dismiss: 'Ne me convient pas',
  dismissHint: 'Pourquoi ? Nous ne vous le montrerons plus, et l’autre n’en saura rien.',
  dismissReasons: {
    'not-what-i-meant': 'Pas ce que je veux dire',
    'too-far': 'Trop loin',
    'too-expensive': 'Trop cher',
    'too-late': 'Trop tard',
    'known-already': 'Je le connais déjà',
    'no-interest': 'Je n’en veux pas',
  },
  together: {
    invite: 'Ensemble : acheter, produire, troquer',
    title: 'Ensemble',
    lead: 'Ce qu’un atelier ne peut pas seul, des ateliers côte à côte le peuvent.',
    counts: {
      matches: (n: number, written: string) =>
        plural('fr', n, { one: '# annonce vous convient', other: '# annonces vous conviennent' }, written),
      pools: (n: number, written: string) => plural('fr', n, { one: '# ouvert', other: '# ouverts' }, written),
      coalitions: (n: number, written: string) =>
        plural('fr', n, { one: '# attend votre réponse', other: '# attendent votre réponse' }, written),
      circles: (n: number, written: string) =>
        plural('fr', n, { one: '# attend votre réponse', other: '# attendent votre réponse' }, written),
      chains: (n: number, written: string) => plural('fr', n, { one: '# chaîne', other: '# chaînes' }, written),
    },
    ways: {
      matches: { name: 'Ce qui répond à vos annonces', what: 'Qui a ce qu’il vous faut, qui cherche ce que vous avez.' },
      pools: { name: 'Acheter ensemble', what: 'Chaque atelier prend sa quantité ; plus le total grandit, plus le prix baisse.' },
      coalitions: {
        name: 'Une commande, plusieurs ateliers',
        what: 'Une commande trop grande pour un seul se partage, avec un seul devis.',
      },
      circles: { name: 'Le troc', what: 'Vous donnez à l’un ce que vous avez, et recevez d’un autre ce qu’il vous faut.' },
      chains: { name: 'La chaîne d’un produit', what: 'De la matière à l’étal : qui fait chaque étape, et où il manque quelqu’un.' },
      watches: { name: 'Prévenez-moi', what: 'Vous gardez une recherche, nous vous prévenons.' },
      agreements: { name: 'Nos accords', what: 'Avec qui vous avez travaillé, et sur quoi.' },
    },
  },
  agreements: {
    title: 'Nos accords',
    lead: 'Tout ce que vous avez convenu avec d’autres sur ce marché. Rien ne s’efface ni ne se change.',
    none: 'Aucun accord encore. Quand vous achetez ensemble, échangez ou partagez une commande, vous trouvez ici ce qui est convenu.',
    look: 'Voir ce qui se fait ensemble',
    of: { pool: 'Achat groupé', coalition: 'Commande partagée', circle: 'Troc', chain: 'Chaîne de produit' },
    gives: 'donne à',
    takes: 'prend',
  },
};
