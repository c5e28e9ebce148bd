/** English words for coalitions. */

export const coalitions = {
  title: 'x',
};
