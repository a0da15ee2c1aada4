'use strict';
// Texts are compared by the options that localeCompare and Intl.Collator are given, and what is no locale or option is refused.

const t = (n, f) => { try { console.log(n, f()); } catch (e) { console.log(n, e.name, e.code, e.message); } };
for (const l of ['en', 'xx', 'x', 'xx-invalid-locale-zzzzzzzzzzz', null, 5, '', {}, [], ['en', 5], [''], ['de', 'en'], true, Symbol('s'), { length: 1, 0: 'en' }, 'de-u-co-phonebk', '*', 'en_US', new String('en')])
  for (const m of ['localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase']) t(m + ' ' + (typeof l === 'symbol' ? 'sym' : JSON.stringify(l)), () => m === 'localeCompare' ? 'a2'.localeCompare('a10', l) : 'aI'[m](l));
for (const o of [{ numeric: true }, { numeric: false }, { numeric: 'x' }, { sensitivity: 'base' }, { sensitivity: 'accent' }, { sensitivity: 'case' }, { sensitivity: 'variant' }, { sensitivity: 'bad' }, { sensitivity: null }, { usage: 'search' }, { usage: 'q' }, { caseFirst: 'lower' }, { caseFirst: false }, { caseFirst: 'x' }, { localeMatcher: 'y' }, { collation: 'xxxxxxxxxxxxx' }, { ignorePunctuation: true }, null, 5, undefined, { numeric: true, sensitivity: 'base' }])
  for (const [a, b] of [['a2', 'a10'], ['a', 'A'], ['a', 'á'], ['A', 'á'], ['a', 'b'], ['a-b', 'ab'], ['co-op', 'coop'], ['é', 'e\u0301'], ['file10.txt', 'file9.txt'], ['', 'a'], ['a', ''], ['x', 'x']]) t(JSON.stringify(o) + a + b, () => a.localeCompare(b, undefined, o));
t('tr', () => ['istanbul'.toLocaleUpperCase('tr'), 'ISTANBUL İ'.toLocaleLowerCase('tr'), 'istanbul'.toLocaleUpperCase('az-AZ'), 'straße'.toLocaleUpperCase('de'), 'ΑΣ'.toLocaleLowerCase('el'), 'istanbul'.toLocaleUpperCase(['en', 'tr']), 'istanbul'.toLocaleUpperCase(['xx', 'tr'])]);
t('this', () => String.prototype.localeCompare.call(null, 'x'));
t('this', () => String.prototype.toLocaleUpperCase.call(undefined));
t('this', () => String.prototype.toLocaleUpperCase.call(12));
t('len', () => [String.prototype.localeCompare.length, String.prototype.toLocaleUpperCase.length, String.prototype.toLocaleLowerCase.name]);
t('sort', () => ['file10', 'file9', 'File1', 'filé2', 'file 3'].sort((a, b) => a.localeCompare(b, undefined, { numeric: true, sensitivity: 'base' })));
t('undefined', () => 'undefined'.localeCompare());
t('collator', () => new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare('A10', 'a9'));
t('collator', () => new Intl.Collator('en', { sensitivity: 'q' }));
t('collator', () => { const o = new Intl.Collator('en', { numeric: true, usage: 'search' }).resolvedOptions(); delete o.locale; return o });
t('collator', () => ['b', 'a', 'C'].sort(new Intl.Collator().compare));
t('collator', () => ['b', 'a', 'C'].sort(Intl.Collator('en').compare));
t('own', () => [Object.keys(Object.getOwnPropertyDescriptor(String.prototype, 'localeCompare'))+'', Object.getOwnPropertyDescriptor(String.prototype, 'localeCompare').enumerable]);
t('order of reads', () => { const r = []; 'a'.localeCompare({ toString() { r.push('that'); return 'b' } }, { get length() { r.push('locales'); return 0 } }, new Proxy({}, { get(t, k) { r.push(k) } })); return r.filter(x => x !== 'collation').join() });
