'use strict';
// Texts that grow piece by piece, by every kind of piece and place, and branches of them.
const { createHash } = require('crypto');
const sum = (s) => `${s.length} ${createHash('sha1').update(s).digest('hex')}`;

let s = '';
for (let i = 0; i < 200000; i++) s += '0123456789';
console.log(sum(s));

let wide = '';
for (let i = 0; i < 50000; i++) wide += i % 1000 ? 'piece' : '€';
console.log(sum(wide));

const o = { text: '' };
for (let i = 0; i < 50000; i++) o.text += i;
console.log(sum(o.text));

const list = ['', ''];
for (let i = 0; i < 50000; i++) list[i % 2] += Buffer.from(`line ${i}\n`);
console.log(list.map(sum));

let report = '';
for (let i = 0; i < 20000; i++) report = report + '<li>' + i / 4 + '</li>' + null + true + undefined + 10n + [i] + { toString: () => '!' };
console.log(sum(report));

// What a text was stays what it was, when others go on with it.
const begin = 'x'.repeat(2000);
let a = begin;
for (let i = 0; i < 10; i++) a += 'a';
const b = a + 'b'; const c = a + 'c'; const d = b + 'd'; const e = a + 'e' + 'é' + 'f';
console.log([begin, a, b, c, d, e].map((t) => t.length + t.slice(1998)));
const kept = [];
let t = begin;
for (let i = 0; i < 100; i++) kept.push(t += String.fromCharCode(97 + i % 26));
console.log(kept.every((k, i) => k.length === 2001 + i && k.endsWith(String.fromCharCode(97 + i % 26))), new Set(kept).size);

try { begin + Symbol('x'); } catch (err) { console.log(err.message); }
try { begin + { valueOf() { throw new Error('thrown'); } }; } catch (err) { console.log(err.message); }
try { let long = begin; for (;;) long += long; } catch (err) { console.log(err.name, err.message); }
