/** `npm run bench -- matching`: how well needs find the offers that fit them, in each labelled set, and what a pair costs. */
import { type Asked, answersOf, figuresOf, halves, labelled, names, probing } from './figures.ts';

const share = (value: number) => `${(value * 100).toFixed(1)} %`;

let pairs = 0;
let spent = 0;
for (const name of names) {
  const set = labelled(name);
  const started = performance.now();
  const all = answersOf(set);
  spent += performance.now() - started;
  pairs += set.needs.length * set.listings.filter(({ direction }) => direction === 'offer').length;
  report(name, 'all offers', all);
  report(name, 'candidates by probes', answersOf(set, probing(set)));
}
console.log(`a pair: ${((spent * 1000) / pairs).toFixed(1)} µs with its share of reading the listings`);

function report(name: string, of: string, all: Asked[]): void {
  for (const half of halves) {
    const answers = all.filter((one) => one.half === half);
    if (answers.length === 0) continue;
    const figures = figuresOf(answers);
    console.log(`${name}, ${half}, ${of}: ${figures.needs} needs that something fits, ${figures.unmet} that nothing fits`);
    console.log(`  a fit first ${share(figures.first)}, no answer ${share(figures.empty)}, precision@5 ${share(figures.precisionAt5)}`);
    console.log(
      `  recall@10 ${share(figures.recallAt10)}, empty where nothing fits ${share(figures.unmetEmpty)}, a wrong one first ${share(figures.wrongFirst)}`,
    );
  }
}
