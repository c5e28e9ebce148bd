/** French words for pools. */

export const pools = {
  title: 'x',
};
