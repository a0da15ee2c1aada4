export { x };
