/** When somebody blinks: every few seconds, each at times of their own. All pure, so that nothing is kept. */
const EVERY = 4_200;
const LASTS = 150;

/** How open the eyes are, from 0.08 to 1, at a time in ms. */
export function openness(seed: number, now: number): number {
  const turn = Math.floor(now / EVERY);
  const begins = chance(seed + turn * 7.31) * (EVERY - LASTS);
  const through = ((now % EVERY) - begins) / LASTS;
  return through < 0 || through > 1 ? 1 : Math.max(0.08, Math.abs(1 - 2 * through));
}

/** From 0 to 1, the same for the same number. */
function chance(number: number): number {
  const wave = Math.sin(number * 12.9898) * 43758.5453;
  return wave - Math.floor(wave);
}
