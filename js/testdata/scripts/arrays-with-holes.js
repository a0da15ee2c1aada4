'use strict';
// Arrays that were made shorter, and then have as many holes as were taken: what goes
// through them finds undefined, or nothing.
function show(name, f) {
  let result;
  try { result = f(); } catch (e) { result = e.name; }
  console.log(name, result);
}

const ways = {
  pop() { const a = [1, 2, 3]; a.pop(); delete a[0]; return a; },
  shift() { const a = [1, 2, 3]; a.shift(); delete a[0]; return a; },
  unshift() { const a = [1, 2]; a.unshift(0); delete a[1]; return a; },
  length() { const a = [1, 2, 3, 4]; a.length = 2; delete a[0]; return a; },
  decrement() { const a = [1, , 3, 4]; a.length--; return a; },
  'pop of holes'() { const a = [1, , 3, 4]; a.pop(); return a; },
  'shift of holes'() { const a = [1, , 3, 4]; a.shift(); return a; },
  'for of'() { const a = [1, , 3, 4]; for (a.length of [3]); return a; },
};
for (const [name, make] of Object.entries(ways)) {
  console.log('---', name);
  show('array', () => make());
  show('spread', () => [...make()]);
  show('arguments', () => ((...all) => all)(...make()));
  show('for of', () => { const seen = []; for (const x of make()) seen.push(x); return seen; });
  show('destructuring', () => { const [a, b] = make(); return [a, b]; });
  show('Set', () => new Set(make()));
  show('typed', () => new Float64Array(make()));
  show('Buffer', () => Buffer.from(make()));
  show('from', () => Array.from(make()));
  show('slice', () => make().slice());
  show('concat', () => make().concat([5]));
  show('splice', () => { const a = make(); return [a.splice(0, 1), a]; });
  show('shift', () => { const a = make(); return [a.shift(), a]; });
  show('pop', () => { const a = make(); return [a.pop(), a]; });
  show('unshift', () => { const a = make(); return [a.unshift(9), a]; });
  show('sort', () => make().sort());
  show('reverse', () => make().reverse());
  show('fill', () => make().fill(0, 1));
  show('copyWithin', () => make().copyWithin(1, 0));
  show('flat', () => [make()].flat());
  show('toSorted', () => make().toSorted());
  show('with', () => make().with(0, 4));
  show('join', () => make().join('-'));
  show('JSON', () => JSON.stringify(make()));
  show('apply', () => Math.max.apply(null, make()));
  show('clone', () => structuredClone(make()));
  show('includes', () => [make().includes(undefined), make().indexOf(undefined)]);
}

console.log('--- refused');
show('frozen pop', () => Object.freeze([1]).pop());
show('frozen shift', () => Object.freeze([1]).shift());
show('sealed shift', () => Object.seal([1, 2]).shift());
show('fixed pop', () => Object.defineProperty([1], 'length', { writable: false }).pop());
show('fixed shift', () => Object.defineProperty([1, 2], 'length', { writable: false }).shift());
show('not extensible', () => { const a = Object.preventExtensions([1, 2, 3]); return [a.shift(), a.pop(), a]; });
show('empty', () => [[].shift(), [].pop()]);
show('class', () => { class Queue extends Array {} const q = Queue.of(1, 2, 3); return [q.shift(), q.pop(), q]; });
show('like one', () => { const o = { length: 2, 0: 'a', 1: 'b' }; return [Array.prototype.shift.call(o), o]; });

console.log('--- queues');
const queue = [];
let sum = 0;
for (let i = 0; i < 100000; i++) queue.push(i);
while (queue.length) sum += queue.shift();
console.log(sum, queue.length);
for (let round = 0; round < 3; round++) {
  for (let i = 0; i < 50000; i++) {
    queue.push(i);
    if (i % 3) sum += queue.shift();
  }
  console.log(sum, queue.length, queue[0], queue.at(-1));
  queue.length = 10;
}
console.log(queue);
