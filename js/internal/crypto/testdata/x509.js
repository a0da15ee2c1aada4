const c = require('crypto');
const show = (v) => v instanceof Uint8Array ? 'bytes ' + Buffer.from(v).toString('hex') : v !== null && typeof v === 'object' ? JSON.stringify(v, (k, x) => typeof x === 'bigint' ? x + 'n' : x) : String(v);
const t = (n, f) => { try { print(n, show(f())) } catch (e) { print(n, e.name, e.code, e.message) } };
const rsaPEM = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCptYdXxk0ktiPu
86tmpxM7grGl2oWknRruFj01aEJKCeHJPa+B1EoCdUIJ+8y4uad0FWTiggXm4xO0
lDumOefGC0EpjM88rv9lxK6z1TpVVLCLcc805ljnvXxxEyfn3E8WNs1y+YwPAE/3
1AF/pQ6T/x6ZnsS3I0UqJV0JZ1Irj7gmgGEXoq4KX09echBjg3O1DF/phrlDoKfj
r5FvHpzSkXfMgno59O8SgKKaO0CARlpx2N7Ml7A9uHJVpT39+FTKTasdstBudLjM
IWnE5dCVTH1nT3cbf/bPZ+BEqcKsNskXrTNip3fuu90+pC4hIJ8H7K7YnuJ/Iqgj
xJDmGcS1AgMBAAECggEAD8KsOkZP+ToSDbmi4BJhipwJT/ACi8ZMTzKRBiHz0Ajp
Z0U7hJjYs7A8jQ1NlpUlPDZVa2SsVCQf+xvuCzKi9+UpLMjnIQlWbhbNK6XAeFa4
W4ba+Zxvwru58A1ZniJ7VMKLo2MR8v2yL3+IkRhcyXk+mAEi3ygfHvof0QT/oExe
WmzMdKE9JgRBIMOAzJNHakbaTpIsX742r2sVxKv/BcvMe4fgT6GsZVg1yNx026pV
vHUW9RGk9EHrJV0kkO5+N0uy8cd5lZRF375bLB+00IsOJMHbGo9ZB5YrcNw7iXfW
BJKu6CVTJUeYuNFTA5BV00FiuFVmIo7BPhpuXzlVUQKBgQDoROJ1ZrTPc6bxVFFz
4y/n82CNaH6sGjmPAoVWAFb/ZskErvfOIzTYpZ9CnURX0kTNFyY+ClO4k45xaxeY
E/4ZTYlLnO/xrCQ+LMbiM1o+qVglMFxUgGhLMGyGjXpcrBB5HVkp8kxQuDBEzh61
1wp3QE8KhKrrZETu5StgvNhHUQKBgQC7DFskRzAFdt9v12/n979nZD16xA7g16bI
OFZxJ/ptnaJPCImjSX0CDldtVv+mCa7B2I3+2v5ip1HZ1CdVzcBZTBV4FCEADIHc
naPzzjQoPapZgWOYBogLvEpqVt3ICenT63NtL4dbzqcFFC7JgV92sd8SBulQemIR
1Uc96K6WJQKBgQDOR79HvPt/8pqlYdklLvPw8Dkj3VYCyxerZvW8N3kMQuDsg+gY
7zOT5SPYKYv04w2vh4uzNcC9AG9VU2MU8UyOdEonGS4QWG2numS3qBvR4twhyx10
/sWhYVRA+41cmIPYzLPPiR014x8bPGQR4vWsizSnhsO1YsvFz0oDFDSQwQKBgGuW
b9YuHDEIbvylrnh+yFlwDuzOWMB7SjNgNFhh5mmmgfVzs7d4Ta8hEKiTofifGSXm
qcYtsKSOGUZyAS4ZasnyOWcYLOMaTpfXFLbnpJiA37sb8W1AVIBrjWIdFPQ6v4Rl
qb7j17e25drGASNmhsJ/DRARaaIgwsf/JTs22zUBAoGAcLDkSL5hisZAJ5iXU/Pz
SdZic1ofWeja6exDunVYw+WTy/PbRIR94H1e7hdLyF8Sg6lLLKpq0/3cWV0cWULj
GZTYwJquuTSyYRDd9Lg7iC+4OP9L4eyMnQnX5hC5LCj4yI201u5Ng6kuYH+Tafnu
f4fC+/kIYuTJOR45lYCJo78=
-----END PRIVATE KEY-----
`;
const ecPEM = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINTHTpEzaZTJqY2YamqQKwr3hPmCg724bntJWxTT2d/eoAoGCCqGSM49
AwEHoUQDQgAE6EFMycfDUaW+AJH35NpSib6X20nJCU2rrtpuHcuqFsnrgB4G2gDk
o+XSdEajYmbiiHhBRWo5gPJmnZleD7WNUA==
-----END EC PRIVATE KEY-----
`;
const cert = `-----BEGIN CERTIFICATE-----
MIIFDzCCA/egAwIBAgIUbLldM+myj0IjhtgXBE7BHbRihJcwDQYJKoZIhvcNAQEL
BQAwgY8xCzAJBgNVBAYTAlVTMRIwEAYDVQQIDAlOZXcsIFlvcmsxFzAVBgNVBAoM
DsOEIHF1b3RlZCArIGNvMQwwCgYDVQQLDANPbmUxDDAKBgNVBAsMA1R3bzEUMBIG
A1UEAwwLZXhhbXBsZS5jb20xFDASBgkqhkiG9w0BCQEWBWFAYi5jMQswCQYDVQQF
EwI0MjAeFw0yNjExMjcyMjU3MjJaFw0zNjExMjQyMjU3MjJaMIGPMQswCQYDVQQG
EwJVUzESMBAGA1UECAwJTmV3LCBZb3JrMRcwFQYDVQQKDA7DhCBxdW90ZWQgKyBj
bzEMMAoGA1UECwwDT25lMQwwCgYDVQQLDANUd28xFDASBgNVBAMMC2V4YW1wbGUu
Y29tMRQwEgYJKoZIhvcNAQkBFgVhQGIuYzELMAkGA1UEBRMCNDIwggEiMA0GCSqG
SIb3DQEBAQUAA4IBDwAwggEKAoIBAQCptYdXxk0ktiPu86tmpxM7grGl2oWknRru
Fj01aEJKCeHJPa+B1EoCdUIJ+8y4uad0FWTiggXm4xO0lDumOefGC0EpjM88rv9l
xK6z1TpVVLCLcc805ljnvXxxEyfn3E8WNs1y+YwPAE/31AF/pQ6T/x6ZnsS3I0Uq
JV0JZ1Irj7gmgGEXoq4KX09echBjg3O1DF/phrlDoKfjr5FvHpzSkXfMgno59O8S
gKKaO0CARlpx2N7Ml7A9uHJVpT39+FTKTasdstBudLjMIWnE5dCVTH1nT3cbf/bP
Z+BEqcKsNskXrTNip3fuu90+pC4hIJ8H7K7YnuJ/IqgjxJDmGcS1AgMBAAGjggFf
MIIBWzCBnAYDVR0RBIGUMIGRggtleGFtcGxlLmNvbYIJKi5mb28uY29thwR/AAAB
hxAAAAAAAAAAAAAAAAAAAAABgQVhQGIuY4YMaHR0cDovL3gueS96iAMqAwSkIzAh
MQswCQYDVQQGEwJERTESMBAGA1UEAwwJZGlyLCBuYW1loBMGCisGAQQBgjcUAgOg
BQwDdUBwggt3ZWlyZCwgbmFtZTAMBgNVHRMEBTADAQH/MAsGA1UdDwQEAwIChDAd
BgNVHSUEFjAUBggrBgEFBQcDAQYIKwYBBQUHAwIwYQYIKwYBBQUHAQEEVTBTMBoG
CCsGAQUFBzABhg5odHRwOi8vb2NzcC54LzAdBggrBgEFBQcwAoYRaHR0cDovL2Nh
LngvYy5kZXIwFgYIKwYBBQUHMAGGCmh0dHA6Ly9vMi8wHQYDVR0OBBYEFBXiBYVw
dIPgu2bHE3jDV1jZDhvuMA0GCSqGSIb3DQEBCwUAA4IBAQCAH1Mc9pEI48LEE3Xi
AUnnN32U+tV7tA28drdW9T6K/kpdf6TjMrtZHJwtnlIc8wfwwq1UFi+NNh16s7Rz
fGr8eSlVytkHi1EjYlfjtqGUdUbTCK9XUwipbLtid6+HB60qZxYoz9GHZp9CIVQK
wvp2jyOLbWmEhU32/FtaO8tkxLuDbl52w8ffTZcnPqww5qC8IqXu3ICslq5M9dYW
J/A9puBPyXO03p/XWRYGCkasK6As7C/+1imLAW7TZEQnMWKVT+dDkk5Z6L0r309U
dUjmNsudTBdzk4dOWnihE+x0D5zG+bPGMendKr7v/gQFtelpuW6ft6LJ33jE2W//
fScd
-----END CERTIFICATE-----
`;
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
