'use strict';
// checkServerIdentity: which names a certificate is for.
const tls = require('tls');

const certificates = [['a.com',{subject:{CN:'a.com'}}],
	['a.com',{subject:{CN:'b.com'}}],
	['a.com',{subject:{CN:'*.com'}}],
	['x.a.com',{subject:{CN:'*.a.com'}}],
	['a.com',{}],
	['a.com',{subject:{}}],
	['a.com',{subject:{CN:'a.com'},subjectaltname:'DNS:b.com'}],
	['b.com',{subjectaltname:'DNS:b.com, DNS:c.com'}],
	['8.8.8.8',{subject:{CN:'8.8.8.8'}}],
	['8.8.8.8',{subjectaltname:'IP Address:8.8.8.8'}],
	['8.8.8.8',{subjectaltname:'DNS:8.8.8.8'}],
	['8.8.4.4',{subjectaltname:'IP Address:8.8.8.8, IP Address:1.1.1.1'}],
	['a.com',{subjectaltname:'URI:http://a.com/'}],
	['a.com',{subject:{CN:['x','a.com']}}],
	['a.com',{subject:{CN:['x','y']}}],
	['A.COM.',{subjectaltname:'DNS:a.com'}],
	['x.y.a.com',{subjectaltname:'DNS:*.a.com'}],
	['xn--a.a.com',{subjectaltname:'DNS:x*.a.com'}],
	['ba.a.com',{subjectaltname:'DNS:b*.a.com'}],
	['bxa.a.com',{subjectaltname:'DNS:b*a.a.com'}],
	['a.com',{subjectaltname:'DNS:"a.com, DNS:b"'}],
	['a.com',{subjectaltname:'DNS:"a.com"'}],
	['::1',{subjectaltname:'IP Address:0:0:0:0:0:0:0:1'}],
	['::1',{subjectaltname:'IP Address:::1'}],
	[undefined,{subject:{CN:'x'}}],
	[5,{subject:{CN:'x'}}],
	['',{subject:{CN:'x'}}],
	['a.com',{subjectaltname:'DNS:*'}],
	['com',{subjectaltname:'DNS:*'}],
	['.a.com',{subjectaltname:'DNS:*.a.com'}],
	['a.com',{subject:{CN:''}}],
	['ü.com',{subjectaltname:'DNS:ü.com'}],
	['a.com',{subjectaltname:'DNS:*.*.com'}],
	['a.com',{subjectaltname:'DNS:'}],
	['a_b.com',{subjectaltname:'DNS:a_b.com'}]];
certificates.push(['a.com', { subject: { CN: 'a.com' }, subjectaltname: 'IP Address:1.2.3.4' }], ['a.com', { subjectaltname: 'DNS:"a' }], ['a.com', { subjectaltname: 'email:x@a.com, DNS:a.com' }],
	['foo.a.com', { subjectaltname: 'DNS:f*o.a.com' }], ['fo.a.com', { subjectaltname: 'DNS:fo*o.a.com' }], ['*.a.com', { subjectaltname: 'DNS:*.a.com' }], ['a.com', { subjectaltname: 'DNS:a\u0000.com' }]);
for (const [host, certificate] of certificates) {
	let result;
	try {
		const e = tls.checkServerIdentity(host, certificate);
		result = e && [e.name, e.code, e.message, e.reason, e.host, Object.keys(e), e.cert === certificate];
	} catch (e) {
		result = ['throws', e.name, e.code, e.message];
	}
	console.log(host, JSON.stringify(certificate), result);
}

try {
	tls.checkServerIdentity('a.example', undefined);
} catch (e) {
	console.log(e.name, e.message);
}
