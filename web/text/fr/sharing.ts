/** Words of sharing and of the poster, in French. */
import { plural } from '../plural.ts';

export const sharing = {
  sharing: {
    open: 'Partager',
    titles: {
      listing: 'Partager cette annonce',
      firm: 'Partager la page de l’entreprise',
      cluster: 'Partager ce marché',
      pool: 'Inviter à cet achat groupé',
    },
    linkHint: 'Assez court pour être dicté au téléphone. Il mène à la page.',
    membersHint: 'Seuls les membres du cluster peuvent l’ouvrir.',
    whatsapp: 'Envoyer par WhatsApp',
    send: 'Envoyer autrement',
    copy: 'Copier le lien',
    copied: 'Copié',
    qr: 'Scannez avec votre téléphone',
    qrTitle: 'Code du lien court',
    qrHint: 'À coller sur la porte ou sur la marchandise : qui le scanne arrive à la page.',
    print: 'Imprimer une carte avec le code',
    poster: 'Affiche pour la porte de l’atelier',
    backTo: { listing: 'Vers l’annonce', firm: 'Vers la page de l’entreprise', cluster: 'Vers le marché', pool: 'Retour à l’achat groupé' },
    notPublic: { listing: 'Cette annonce ne se partage pas', firm: 'Cette entreprise ne se partage pas' },
    membersOnly:
      'Cette annonce est réservée aux membres du cluster : personne d’autre ne peut l’ouvrir. Si elle est à vous, modifiez-la pour la montrer à tous, puis partagez-la.',
    notInMarket: 'Cette annonce n’est pas sur le marché en ce moment. Elle se partage une fois publiée pour tous.',
    suspended: 'Cette entreprise est suspendue : personne à l’extérieur ne peut ouvrir sa page.',
  },
  poster: {
    title: (firm: string) => `Affiche : ${firm}`,
    lead: 'Une feuille à accrocher à la porte. Elle s’imprime en noir sur n’importe quelle imprimante.',
    print: 'Imprimer l’affiche',
    offers: 'Nous proposons',
    needs: 'Nous cherchons',
    none: 'Scannez le code pour voir ce que nous avons aujourd’hui.',
    more: (n: number, written: string) => plural('fr', n, { one: 'et une autre annonce', other: 'et # autres annonces' }, written),
    scan: 'Scannez avec votre téléphone : tout ce que nous avons, et comment nous joindre',
    or: 'ou tapez dans le navigateur',
  },
};
