/** The colours of the evening: the drawn parlor's at night, a little further into dusk. */
export const dusk = {
  zenith: "#191642",
  high: "#3c2f74",
  low: "#a3548a",
  horizon: "#ffb27a",
  mist: "#8d5c8c",
  ground: "#2b2140",
  wood: "#b98550",
  woodDeep: "#7d5233",
  woodDark: "#573720",
  lamp: "#ffce73",
  rug: "#5d2f49",
  rugLine: "#d98c7a",
  leaf: "#4f8a63",
  leafDeep: "#356a50",
  clay: "#c96f4a",
  cream: "#f7e7cf",
} as const;
