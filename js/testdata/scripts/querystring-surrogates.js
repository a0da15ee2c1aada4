'use strict';
// Halves of pairs in querystring, and Buffer.copy with places that are no whole numbers.

const querystring = require('querystring');

for (const text of ['\ud83d\ude00', '\ud800', 'a\udc00', '\ud800x', '\udc00\ud800', 'é€']) {
  for (const f of [() => querystring.escape(text), () => querystring.stringify({ [text]: text, list: [text, 1] })]) {
    try {
      console.log(f());
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
}
console.log(querystring.stringify({ a: '\ud800' }, '&', '=', { encodeURIComponent: (text) => text.charCodeAt(0).toString(16) }));

const source = Buffer.from('abcdef');
for (const places of [[Infinity], [0, Infinity], [0, 0, Infinity], [-Infinity], [NaN, NaN, NaN], ['1'], [1.9], [-0.5], [-1], [0, -0.5], [0, 7], [0, 6], [0, 0, -1], [null, null, 3], [{}, [], 3]]) {
  const target = Buffer.alloc(6, '.');
  try {
    console.log(places, source.copy(target, ...places), target.toString());
  } catch (error) {
    console.log(places, error.name, error.code, error.message);
  }
}
