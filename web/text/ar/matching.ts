/** Arabic words for matching. */

export const matching = {
  title: 'x',
};
