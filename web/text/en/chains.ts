/** English words for chains. */

export const chains = {
  title: 'x',
};
