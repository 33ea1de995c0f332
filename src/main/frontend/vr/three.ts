/** A-Frame's own three.js: a second copy would know nothing of the first one's objects. */
export const { THREE } = AFRAME;
