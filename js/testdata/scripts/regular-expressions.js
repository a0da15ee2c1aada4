// Properties of Unicode and the flag v in regular expressions.
const show = (...list) => console.log(...list)
show(/\p{L}/u.test('é'), /\p{L}/u.test('1'), /^\p{Lu}\p{Ll}+$/u.test('Éclair'), /\P{L}/u.exec('ab1')?.[0])
show('naïve café 12 ②'.match(/\p{L}+|\p{N}+/gu), 'a-b_c'.split(/\p{P}/u), 'x😀y👍🏽'.replace(/\p{Emoji_Presentation}/gu, '*'))
show(/^[\p{L}\p{Nd}_-]+$/u.test('Ωmega_3-x'), /[^\p{L}]/u.test('abc'), /[\P{ASCII}]/u.test('abc'), /[\p{L}-]/u.test('-'))
show(/\p{Script=Greek}/u.test('α'), /\p{sc=Grek}/u.test('a'), /\p{Script_Extensions=Han}/u.test('漢'), /\p{scx=Hira}/u.test('か'), /\p{Script=Cyrillic}+/u.exec('abc где')[0])
show(/\p{General_Category=Uppercase_Letter}/u.test('A'), /\p{gc=Sc}/u.test('€'), /\p{Currency_Symbol}/u.test('$'), /\p{Any}/u.test('\n'), /\p{Assigned}/u.test('\u0378'), /\p{Cn}/u.test('\u0378'), /\p{LC}/u.test('a'))
for (const name of ['Alphabetic', 'Lowercase', 'Uppercase', 'White_Space', 'ID_Start', 'ID_Continue', 'Math', 'ASCII', 'ASCII_Hex_Digit', 'Emoji', 'Dash', 'Ideographic', 'Extended_Pictographic', 'Cased'])
  show(name, [...'aAé1 _+-漢😀©\u00a0ǅ'].map((c) => +new RegExp(`\\p{${name}}`, 'u').test(c)).join(''))
show(/\p{Lu}/iu.test('a'), /(?<=\p{L})\d/u.exec('é5')[0], /(\p{L})\1/u.test('éé'), /\p{L}/.test('p{L}'))
const re = /\p{L}+/gu
show(re, re.source, re.flags, String(re), Object.keys(re), re.unicode, re.unicodeSets, [...'éa b'.matchAll(re)].map((m) => m.index))
show(new RegExp(re), new RegExp(re, 'u').flags, new RegExp('\\p{N}', 'u').test('5'), re instanceof RegExp, RegExp.name, RegExp.length, RegExp[Symbol.species] === RegExp)
const loop = []; for (const s of ['a', 'é', '1']) { const r = /\p{L}/gu; loop.push(r.test(s), r.lastIndex) } show(loop)
for (const [p, f] of [['\\p{Foo}', 'u'], ['\\p{Script=Foo}', 'u'], ['\\pL', 'u'], ['[\\p{Foo}]', 'u'], ['\\p{L', 'u'], ['a', 'uv'], ['[a', 'v'], ['[a--b&&c]', 'v'], ['[(]', 'v'], ['[a&&&b]', 'v']]) {
  try { show(new RegExp(p, f)) } catch (e) { show(e.name, /property|flags/.test(e.message) ? e.message : '') }
}
class Mine extends RegExp { test(s) { return !super.test(s) } }
show(new Mine('\\p{L}', 'u').test('1'), new Mine('\\p{L}', 'u') instanceof Mine)
show(/(?<word>\p{L}+)/u.exec('1 été').groups.word, /(?<w>[é-ú]+)/u.exec('1 été').groups.w, /(?<a>é)(?<b>x)?/u.exec('é').groups, 'é-x'.replace(/(?<l>\p{L})-(?<r>x)/u, '$<r>-$<l>'))
// The flag v
show(/[\p{L}--[a-z]]/v.test('a'), /[\p{L}--[a-z]]/v.test('é'), /^[[a-z]&&[aeiou]]+$/v.test('aei'), /^[[a-z]&&[aeiou]]+$/v.test('abc'), /[\p{ASCII}&&\p{L}]/v.exec('1é x')[0])
show('flag 🇺🇳 ab'.match(/[\q{🇺🇳|ab}x]/gv), /^[\q{abc|d|}]$/v.exec('abc')[0], /[^\d]/v.exec('12a')[0], /[\w--\d]/v.exec('1_')[0], /[a\-z]/v.test('-'), /[\[\]\u{61}\x62]/v.exec('xb')[0])
const v = /[\p{Lu}--[A-Z]]/giv
show(v, v.flags, v.unicodeSets, v.unicode, v.global, v.ignoreCase, new RegExp(v.source, v.flags).flags, new RegExp(v), 'aÉb'.replace(v, '-'))
show(/./v.exec('😀')[0].length, /a/v.test('a'), /\p{L}/v.test('é'), 'xx'.split(/x/v).length, RegExp.prototype.unicodeSets, /a/.unicodeSets)
