'use strict';
// The certificates and keys of this directory, and servers and clients that tell what
// happens to them.
const fs = require('fs');
const path = require('path');

exports.read = (name) => fs.readFileSync(path.join(__dirname, name));

// identity is the certificate and the key of a name.
exports.identity = (name) => ({ cert: exports.read(`${name}.crt`), key: exports.read(`${name}.key`) });

// thrown says how a call fails.
exports.thrown = (f) => {
	try {
		return ['returns', f()];
	} catch (e) {
		return ['throws', e.name, e.code, e.message];
	}
};
