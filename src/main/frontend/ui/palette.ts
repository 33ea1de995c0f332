/** The sixteen hues one can choose from: `Color.PALETTE` of the server, in its order. */
export const palette: readonly string[] = [
  "#d7506e",
  "#d9563d",
  "#ca6800",
  "#b17a00",
  "#998704",
  "#769400",
  "#2f9f3d",
  "#029e77",
  "#079a94",
  "#0297ac",
  "#0091ca",
  "#3b84ea",
  "#7575e9",
  "#9b68d9",
  "#b75cbd",
  "#cc5399",
];

/** The colour of somebody who chose none, as `Color.of` of the server finds it: before one has met the server, one sees the same. */
export function colorOf(name: string): string | undefined {
  const plain = plainName(name);
  if (plain === "") {
    return undefined;
  }
  let hash = 0;
  for (let index = 0; index < plain.length; index++) {
    hash = (Math.imul(hash, 31) + plain.charCodeAt(index)) | 0;
  }
  return palette[((hash % palette.length) + palette.length) % palette.length];
}

/** A name as the server will have it: spaces made one, none around it. */
export function plainName(name: string): string {
  return name
    .normalize("NFC")
    .replace(/\p{Zs}+/gu, " ")
    .trim();
}

/** Whether the server will take a name: up to 32 visible characters. None at all is fine too, and makes a guest. */
export function isName(name: string): boolean {
  // A joiner between two pictures makes one of them, and so is seen.
  const seen = name.trim().replace(/(?<=[\p{So}\uFE0F\u{1F3FB}-\u{1F3FF}])\u200D(?=\p{So})/gu, "");
  return [...plainName(name)].length <= 32 && !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(seen);
}
