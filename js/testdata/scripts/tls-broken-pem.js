// Certificates in PEM that are cut short, or of which a part is gone.
const tls = require('tls');
const crypto = require('crypto');
const { read } = require('../tls/read.js');

const key = String(read('server.key'));
const cert = String(read('server.crt'));
const lines = cert.trim().split('\n');
const text = (...parts) => parts.flat().join('\n') + '\n';
const [begin, end] = [lines[0], lines.at(-1)];

const variants = {
	'whole': cert,
	'cut': cert.slice(0, 300),
	'cut in its last line': cert.slice(0, -5),
	'cut in its first line': cert.slice(0, 20),
	'a beginning': begin,
	'an empty end': text(lines.slice(0, -1)) + '\n',
	'another end': text(lines.slice(0, -1), '-----END FOO-----'),
	'spaces at the ends of lines': text(lines.map((l) => l + '  ')),
	'a space before its beginning': ' ' + cert,
	'spaces within': text(lines.map((l, i) => (i > 0 && i < lines.length - 1 ? ` ${l.slice(0, 9)} ${l.slice(9)}` : l))),
	'an empty line first': text(begin, '', lines.slice(1)),
	'an empty line within': text(lines.slice(0, 4), '', lines.slice(4)),
	'a header': text(begin, 'Foo: bar', '', lines.slice(1)),
	'no base64': cert.replace('M', '*'),
	'a line too few': text(lines.filter((l, i) => i !== 3)),
	'its last line gone': text(lines.filter((l, i) => i !== lines.length - 2)),
	'three bytes': text(begin, 'AAAA', end),
	'one byte': text(begin, 'AA==', end),
	'padding that lacks': text(begin, 'AAA', end),
	'padding within': text(lines.slice(0, 3), 'AA==', lines.slice(3)),
	'of trusted kind': cert.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
	'of X509 kind': cert.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
	'a request': cert.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST'),
	'after a key': key + cert,
	'after one that is cut': cert.slice(0, 300) + '\n' + cert,
	'before one that is cut': cert + cert.slice(0, 300),
	'before one without base64': cert + cert.replace('M', '*'),
	'before one with a line too few': cert + text(lines.filter((l, i) => i !== 3)),
	'all in one line': cert.replaceAll('\n', ''),
	'a long line': text(begin, lines.slice(1, -1).join(''), end),
	'carriage returns': cert.replaceAll('\n', '\r\n'),
	'carriage returns alone': cert.replaceAll('\n', '\r'),
	'a dash within': text(lines.slice(0, 4), '-----', lines.slice(4)),
	'before what is nothing': cert + '\nnothing\n',
	'other bytes': text(begin, Buffer.from('junkjunkjunkjunk').toString('base64'), end),
};

const attempt = (f) => {
	try {
		f();
		return 'is taken';
	} catch (err) {
		return `${err.code} ${err.message} ${err.library} ${err.reason}`;
	}
};
for (const [name, pem] of Object.entries(variants)) {
	console.log(`${name}: ${attempt(() => tls.createSecureContext({ cert: pem, key }))}`);
	console.log(`    ${attempt(() => new crypto.X509Certificate(pem))}, as an authority it ${attempt(() => tls.createSecureContext({ ca: pem }))}`);
}
