// after keys.inc
const ecCert = `-----BEGIN CERTIFICATE-----
MIIB9zCCAZ2gAwIBAgIUHle87UHkSyX4pczvbVHKqTrlq/wwCgYIKoZIzj0EAwIw
UTEVMBMGA1UEAwwMbGVhZi5leGFtcGxlMRMwEQYKCZImiZPyLGQBGRYDb3JnMSMw
DwYKCZImiZPyLGQBAQwBNTAQBgoJkiaJk/IsZAEZFgJleDAeFw0yNjExMjcyMjMw
MjFaFw0zNjExMjQyMjMwMjFaMFExFTATBgNVBAMMDGxlYWYuZXhhbXBsZTETMBEG
CgmSJomT8ixkARkWA29yZzEjMA8GCgmSJomT8ixkAQEMATUwEAYKCZImiZPyLGQB
GRYCZXgwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAToQUzJx8NRpb4Akffk2lKJ
vpfbSckJTauu2m4dy6oWyeuAHgbaAOSj5dJ0RqNiZuKIeEFFajmA8madmV4PtY1Q
o1MwUTAdBgNVHQ4EFgQUNdih4A3zLOKcg8rcK8HUfGzLEgwwHwYDVR0jBBgwFoAU
Ndih4A3zLOKcg8rcK8HUfGzLEgwwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQD
AgNIADBFAiAzMbp5Aazma60vNXWd2yAIoX4OIW/scFltdSOub7xzdAIhANAJ5sgr
GvQKLnU+q36ab6ZDmSu8QX3HO2okZ3WC7tPz
-----END CERTIFICATE-----
`;
const X=c.X509Certificate, createPrivateKey=c.createPrivateKey;
for (const pem of [cert,ecCert]) {
const x=new X(pem); 
for (const k of Object.getOwnPropertyNames(X.prototype)) { if(typeof Object.getOwnPropertyDescriptor(X.prototype,k).get==='function') print(k, show(x[k])); else print('method',k,x[k].length) }
print(show(x.toLegacyObject()));
print(JSON.stringify(x)===JSON.stringify(x.toString()), String(x)===pem);
t('host',()=>['example.com','EXAMPLE.com','a.foo.com','a.b.foo.com','foo.com','nope','','leaf.example','*.foo.com','.foo.com'].map(h=>[h,x.checkHost(h)]));
t('opts',()=>[{subject:'always'},{subject:'never'},{subject:'default'},{wildcards:false},{partialWildcards:false},{multiLabelWildcards:true},{singleLabelSubdomains:true}].map(o=>[x.checkHost('a.foo.com',o),x.checkHost('leaf.example',o),x.checkHost('.foo.com',o)]));
t('bad',()=>x.checkHost(5));t('bad',()=>x.checkHost('x',5));t('bad',()=>x.checkHost('x',{subject:'zz'}));t('bad',()=>x.checkHost('x',{wildcards:5}));t('bad',()=>x.checkHost('a\0b'));
t('email',()=>['a@b.c','A@b.c','a@B.C','x@y'].map(h=>x.checkEmail(h)));t('bad',()=>x.checkEmail(5));
t('ip',()=>['127.0.0.1','::1','0:0::1','8.8.8.8','zz'].map(h=>x.checkIP(h)));t('bad',()=>x.checkIP(5));
t('issued',()=>x.checkIssued(x));t('bad',()=>x.checkIssued(5));
t('priv',()=>x.checkPrivateKey(createPrivateKey(rsaPEM)));t('bad',()=>x.checkPrivateKey(5));t('bad',()=>{try{x.checkPrivateKey(x.publicKey)}catch(e){return e.code}});
t('verify',()=>x.verify(x.publicKey));t('bad',()=>x.verify(5));t('bad',()=>{try{x.verify(createPrivateKey(rsaPEM))}catch(e){return e.code}});
}
t('new',()=>new X());t('new',()=>new X('x'));t('new',()=>new X(Buffer.from('x')));t('new',()=>new X(Buffer.alloc(0)));t('new',()=>new X('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'));
t('proto',()=>X.length+Object.prototype.toString.call(new X(cert)));
