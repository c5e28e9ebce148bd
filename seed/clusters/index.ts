/** The demonstration clusters, in the order in which they are opened. */
import type { SeedCluster } from '../shape.ts';
import { carpets } from './carpets.ts';
import { damiettaFurniture } from './damietta-furniture.ts';
import { dzDigital } from './dz-digital.ts';
import { dzFood } from './dz-food.ts';
import { dzMechanics } from './dz-mechanics.ts';
import { gazaDates } from './gaza-dates.ts';
import { hebronShoes } from './hebron-shoes.ts';
import { jerusalem } from './jerusalem.ts';
import { robbiki } from './robbiki.ts';
import { salfitFurniture } from './salfit-furniture.ts';
import { stone } from './stone.ts';

export const clusters: SeedCluster[] = [
  robbiki,
  damiettaFurniture,
  carpets,
  hebronShoes,
  stone,
  gazaDates,
  salfitFurniture,
  jerusalem,
  dzMechanics,
  dzDigital,
  dzFood,
];
