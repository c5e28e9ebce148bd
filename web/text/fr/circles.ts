/** French words for circles. */

export const circles = {
  title: 'x',
};
