export const a = 1;
export { b as a };
const b = 1;