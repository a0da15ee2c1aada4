// What regular expressions find in texts that are not short, and in such as are not ASCII; sticky ones too.
const out = [];
const t = 'aXbbXcccXdddd😀XeeeeeXffffff'.repeat(3);
for (const re of [/X/g, /(\w)\1/g, /(?<q>[a-f])\k<q>+/gu, /(?=(b+))X?/g, /b*?/g, /X/y, /(e)|(f)/g, /\u{1F600}/gu, /(?<!b)X/g, /^(a+)+$/g, /(x)?(a)/]) {
  out.push(re.source, t.match(re), t.replace(re, '[$&|$1]'), t.split(re), t.search(re));
  re.lastIndex = 3; out.push(re.exec(t), re.lastIndex, re.test(t), re.lastIndex);
  if (re.global) out.push([...t.matchAll(re)].map((m) => [m.index, ...m]));
}
out.push('x'.repeat(40).split(/(?:)/u).length, 'x1y2'.repeat(9).replace(/([a-z])(\d)/g, (m, a, b, i) => b + a + i));
class R extends RegExp {} ; out.push(t.replace(new R('(b)b', 'g'), '$1'), t.split(new R('X')), new R('c+', 'y').exec(t));
console.log(JSON.stringify(out));
const r = /a/; r.lastIndex = 1; console.log('aaa'.replace(r, 'b'), r.lastIndex, 'aäa'.replace(r, 'b'), r.lastIndex);
const y = /a/y; console.log('äa'.replace(y, 'b'), y.lastIndex); y.lastIndex = 1; console.log('äa'.replace(y, 'b'), y.lastIndex, 'äa'.search(y), y.lastIndex, 'äa'.match(y), y.lastIndex);
const y2 = /(a)\1/y; console.log('äaa'.replace(y2, 'b'), y2.lastIndex); y2.lastIndex = 1; console.log('äaa'.replace(y2, 'b'), y2.lastIndex);
const yg = /a/gy; console.log('aaäa'.replace(yg, 'b'), yg.lastIndex, 'äa'.split(y), 'xäa'.replace(/a/yu, 'b'), 'xa'.replace(/a/y, 'b'));
r.lastIndex = 2; console.log('aaa'.search(r), r.lastIndex, r.exec('aaa').index, 'aaa'.match(r).index, 'aaa'.split(r));
