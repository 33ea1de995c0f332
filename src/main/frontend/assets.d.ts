/** Icons come as the text of their SVG. */
declare module "*.svg" {
  const svg: string;
  export default svg;
}
