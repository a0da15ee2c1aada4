import './waits.mjs'; import './prints.mjs'; import './prints.cjs'; import './needs-waits.mjs';
console.log('main');
import('./default.mjs').then((m) => console.log('then', m.default));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
console.log('end');
