/** `npm run bench -- matching`: how well needs find the offers that fit them, in both halves of the labelled set, and what a pair costs. */
import { answersOf, figuresOf, halves, probing, set } from './figures.ts';

const started = performance.now();
const all = answersOf(set);
const spent = performance.now() - started;
const found = answersOf(set, probing(set));
const share = (value: number) => `${(value * 100).toFixed(1)} %`;

for (const half of halves)
  for (const [name, answers] of [
    ['all offers', all],
    ['candidates by probes', found],
  ] as const) {
    const figures = figuresOf(answers.filter((one) => one.half === half));
    console.log(`${half}, ${name}: ${figures.needs} needs that something fits, ${figures.unmet} that nothing fits`);
    console.log(`  a fit first ${share(figures.first)}, no answer ${share(figures.empty)}, precision@5 ${share(figures.precisionAt5)}`);
    console.log(
      `  recall@10 ${share(figures.recallAt10)}, empty where nothing fits ${share(figures.unmetEmpty)}, a wrong one first ${share(figures.wrongFirst)}`,
    );
  }
const offers = set.listings.filter(({ direction }) => direction === 'offer').length;
console.log(
  `a pair: ${((spent * 1000) / (offers * set.needs.length)).toFixed(1)} µs with its share of reading ${set.listings.length} listings`,
);
