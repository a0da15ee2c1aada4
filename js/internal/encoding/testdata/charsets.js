// Every label of the Encoding standard, all characters of the charsets of one byte, and texts in the others, whole and in pieces.
const labels = `
  unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 866 cp866 csibm866 ibm866 csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2
  iso_8859-2:1987 l2 latin2 csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 csisolatin4 iso-8859-4 iso-ir-110 iso8859-4
  iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 arabic asmo-708
  csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 csisolatingreek
  ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek csiso88598e csisolatinhebrew hebrew iso-8859-8
  iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical csisolatin6 iso-8859-10 iso-ir-157 iso8859-10
  iso885910 l6 latin6 iso-8859-13 iso8859-13 iso885913 iso-8859-14 iso8859-14 iso885914 csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 iso-8859-16
  cskoi8r koi koi8 koi8-r koi8_r koi8-ru koi8-u csmacintosh mac macintosh x-mac-roman dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 cp1250
  windows-1250 x-cp1250 cp1251 windows-1251 x-cp1251 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1
  iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 cp1253 windows-1253 x-cp1253 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9
  iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254 cp1255 windows-1255 x-cp1255 cp1256 windows-1256 x-cp1256 cp1257 windows-1257 x-cp1257 cp1258 windows-1258 x-cp1258
  x-mac-cyrillic x-mac-ukrainian chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030 big5 big5-hkscs cn-big5 csbig5 x-x-big5
  cseucpkdfmtjapanese euc-jp x-euc-jp csiso2022jp iso-2022-jp csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cseuckr csksc56011987 euc-kr
  iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement unicodefffe
  utf-16be csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le x-user-defined`.trim().split(/\s+/);
const ascii = (s) => JSON.stringify(s).replace(/[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
const t = (name, f) => { try { print(name, f()) } catch (e) { print(name, e.name, e.code, e.message) } };
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (x) => parseInt(x, 16));
for (const l of labels) t(l, () => new TextDecoder(l).encoding);
for (const l of ['\t Latin1\n\f\r ', '\vlatin1', 'latin1\0', 'latin1\u00a0', '\u212aoi8-r', 'KOI8-R', '', 'utf', 'x', 'utf-7', 'utf-32', 'cp437', 'ebcdic', 'la tin1']) t(ascii(l), () => new TextDecoder(l).encoding);
const names = [...new Set(labels.flatMap((l) => { try { return new TextDecoder(l).encoding } catch { return [] } }))];
const high = Uint8Array.from({ length: 128 }, (_, i) => 128 + i);
const wide = ['gbk', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'iso-2022-jp', 'euc-kr'];
for (const name of names.filter((n) => !n.startsWith('utf') && !wide.includes(n))) {
  print(name, ascii(new TextDecoder(name).decode(high)));
  print(name, 'fatal', [...high].filter((b) => { try { new TextDecoder(name, { fatal: true }).decode(Uint8Array.of(b)); return false } catch { return true } }).join());
}
const samples = {'gbk': 'd6d0cec4b1e0c2eba3ac47424b20b2e2cad4a1a3a8c58140', 'gb18030': 'd6d0cec4b1e0c2eba3acb2e2cad4a1a381308b379439fc36', 'big5': 'a4a4a4e5bd73bd58b4fab8d5a141c163c5e9a143', 'euc-jp': 'c6fccbdcb8eca5c6a5b9a5c8a1a28eb68ec5a1a38fb0a1', 'shift_jis': '93fa967b8cea8365835883678141b6c581428740eee0', 'iso-2022-jp': '1b2442467c4b5c386c2546253925481b284220616263201b244234413b7a21231b2842', 'euc-kr': 'c7d1b1b9beee20bdc3c7e820b0a1b3aab4d920f9d3edae'};
for (const name of wide) {
  const p = bytes(samples[name]), whole = new TextDecoder(name, { fatal: true }).decode(p);
  print(name, ascii(whole));
  for (let i = 0; i <= p.length; i++) {
    const d = new TextDecoder(name, { fatal: true });
    const parts = d.decode(p.subarray(0, i), { stream: true }) + d.decode(p.subarray(i), { stream: true }) + d.decode();
    if (parts !== whole) print(name, 'in two at', i, ascii(parts));
  }
  const d = new TextDecoder(name, { fatal: true });
  let one = ''; for (const b of p) one += d.decode(Uint8Array.of(b), { stream: true });
  print(name, 'one by one', one + d.decode() === whole, new TextDecoder(name).decode(new Uint8Array(0)) === '');
}
// What is none, and the state after it.
for (const [name, hex] of [['gbk', '81'], ['gbk', '8130'], ['gbk', '81304142'], ['gbk', '81308130'], ['gbk', '8135f436'], ['gb18030', '81304142'], ['gb18030', 'ff41'], ['gbk', '80'], ['gbk', 'd6d0ff41'], ['gb18030', '8130'], ['gb18030', '813081'], ['gb18030', '84308130'], ['big5', 'a4'], ['big5', 'a441'], ['euc-jp', '8fb0'], ['euc-jp', 'c6'], ['euc-jp', 'a1a141'], ['shift_jis', '93'], ['shift_jis', '82a041b6'],
  ['euc-kr', 'c7'], ['euc-kr', 'c7d141'], ['iso-2022-jp', '1b24424673'], ['iso-2022-jp', '1b244246731b284241'], ['iso-2022-jp', '1b244246'], ['iso-2022-jp', '1b'], ['iso-2022-jp', '411b2442'], ['gb18030', '81'], ['euc-jp', '8f'], ['euc-jp', '8e'], ['big5', '87'], ['euc-kr', 'b0'], ['windows-1252', '8081ff'], ['iso-8859-3', 'a5a6'], ['koi8-u', 'a4b4'], ['x-user-defined', '80ff41'], ['macintosh', 'dbf0'], ['windows-1257', 'a1a5']]) {
  t(name + ' ' + hex, () => ascii(new TextDecoder(name).decode(bytes(hex))));
  t(name + ' ' + hex, () => ascii(new TextDecoder(name, { fatal: true }).decode(bytes(hex))));
  const d = new TextDecoder(name), f = new TextDecoder(name, { fatal: true });
  t(name + ' ' + hex, () => ascii(d.decode(bytes(hex), { stream: true }) + '|' + d.decode() + '|' + d.decode(Uint8Array.of(65, 66))));
  try { f.decode(bytes(hex)) } catch {} t(name + ' ' + hex, () => ascii(f.decode(Uint8Array.of(65, 66))));
}
// A mark of the byte order is one in Unicode only.
for (const [name, hex] of [['utf-8', 'efbbbf41'], ['utf-16le', 'fffe4100'], ['utf-16be', 'feff0041'], ['gb18030', '8431953341'], ['windows-1252', 'efbbbf41'], ['latin1', 'fffe41']]) for (const ignoreBOM of [false, true])
  t(name + ' ' + hex, () => ascii(new TextDecoder(name, { ignoreBOM }).decode(bytes(hex))));
