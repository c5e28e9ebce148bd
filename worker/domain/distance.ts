/** How far firms are from each other. */

interface Placed {
  lat: number | null;
  lng: number | null;
}

const radius = 6_371_000;
const radians = Math.PI / 180;

/** Whole metres on a ball (haversine); null where one has no place. */
export function metresBetween(a: Placed, b: Placed): number | null {
  if (a.lat === null || a.lng === null || b.lat === null || b.lng === null) return null;
  const lat = Math.sin(((b.lat - a.lat) * radians) / 2);
  const lng = Math.sin(((b.lng - a.lng) * radians) / 2);
  const chord = lat * lat + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * lng * lng;
  return Math.round(2 * radius * Math.asin(Math.min(1, Math.sqrt(chord))));
}
