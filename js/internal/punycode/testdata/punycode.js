const p = require('punycode');
const t = (name, f) => { try { print(name, JSON.stringify(f())) } catch (e) { print(name, e.name, e.message) } };
print(p.version, Object.keys(p).join(), p.decode.length, p.ucs2.decode.name, p.ucs2.encode.name);
const texts = ['', 'a', 'a-', '-', '\u00fc', 'a.\u00fc', '\u00dcA', '-\u00fc', '\u00fc-', '\ud800', 'a\ud800', '\ud83d\udca9', 'ls8h', 'bcher-kva', 'BCHER-KVA', '999999999', 'a\u0080',
  '\u00e9-x', 'abc-', '--', 'a-b-c', '0', 'zzzzzz', 'kva-', '\u00fc-kva', 'x y', '\u5341\u4e00', 'a-zzzzzzzzzz', '99999a', 'ab-\u00e9', '-kva', '-bcher-kva', 'tda', '\u00fc@\u00fc.com', 'a@\u00fc\u3002com',
  'xn--tda@xn--tda.com', 'XN--TDA.com', 'xn--TDA.com', 'xn--', 'xn--zz', 'a\u3002b', 'A\uff0e\u00dc', 'a\uff61b', 'a@b@\u00fc', '@', '\u00fc..\u00fc', 'xn--ls8h.la', 'xn--bcher-kva'];
for (const s of texts) for (const m of ['encode', 'decode', 'toASCII', 'toUnicode']) t(m + ' ' + JSON.stringify(s), () => p[m](s));
t('ucs2', () => p.ucs2.decode('a\ud83d\udca9\ud800b\udc00'));
t('ucs2', () => p.ucs2.encode([97, 128169, 0xd800]));
t('ucs2', () => p.ucs2.encode([0x110000]));
t('ucs2', () => p.ucs2.encode([1.5]));
t('ucs2', () => p.ucs2.encode([]));
t('ucs2', () => p.ucs2.decode(''));
