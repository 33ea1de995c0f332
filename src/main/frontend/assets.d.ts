/** Icons come as the text of their SVG. */
declare module "*.svg" {
  const svg: string;
  export default svg;
}

/** The words, as their file has them. */
declare module "*.properties" {
  const text: string;
  export default text;
}
