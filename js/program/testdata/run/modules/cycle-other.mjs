import def, { hoisted, later, K } from './cycle.mjs';
import * as ns from './cycle.mjs';
export let b = 'b';
export const callA = () => hoisted();
export let early;
try { later } catch (e) { early = e.name + ' ' + e.message }
try { K } catch (e) { console.log(e.name, e.message) }
console.log(hoisted(), def(), typeof hoisted);
