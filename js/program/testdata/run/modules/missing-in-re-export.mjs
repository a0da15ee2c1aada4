import './prints.mjs';
export { nope } from './live.mjs';
