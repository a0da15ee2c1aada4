import { a } from './live.mjs';
const a = 1;