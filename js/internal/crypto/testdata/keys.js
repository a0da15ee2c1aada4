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
const enc = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIIFNTBfBgkqhkiG9w0BBQ0wUjAxBgkqhkiG9w0BBQwwJAQQB5F3JKicxuTQdDAS
9qMoUgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEEHYgEMuz8w+fEkp
Hk4pzEEEggTQDZHWCNDiqZI5wQqN1FGi4M51CupvvwUU4F1V/x1VbizJHZtp4Hh6
fNqK5fGNYN4TmgrAwPuymRgDp4567AIifR1bCQYW66WbCg9m91Z1ncNmfkXzNWSD
KzKn4I0ROsUF3guQLNAqu7PKyRZ48jqzzN1GmW0S2Hb/W/P2C0CdAHK9vAr6fmuC
htc8WUo4xdoLi5LifRlCaZHfkKSeDjlrw9+fZuPS50AosTL78V2+k6LAYM/aIL9V
RN/o/jZOsZm8XFEHFLHngSEXsnOEPPyih/5Bc3cS2UNGrSk8mJ846SaTWOTgKAGX
qGf5cO+MsWmFbM3bQoQCu6YaPBUPq14f1HewY2X/VlyegS/XewpApn0oMQkLaLyi
kSYwiUwkmIXKfxFObipwbkHTiCMHegHgG1sH2EssDW9t4ahji8Rpt3/VILi+YXIN
pktB9/+ZRQczlSaYx6wy4E1l3dZzRrsAD7c3IUJsTtSnwgibInjYhCn3AVcnpnSd
nawBTGXKHy7UuPmlYsjcl37T/oMdCGRQT4JN5/ZL7x0xlXBrpEiaJnXPkkTmYQcu
lhsHAs4EKbvRGhpVYnT6xtmOpgdU7UOKxgeF3DHUSj0+TzbPPLlj8bxSFk2S0nhH
jzqp5lP5Rn7AreGhj0PwA1jKWx+JRR7BacjIEKSoXfDq6rnrjYbnMRmaIYIzUaXo
fgzGv+Bn7erqnH79hd9TtHAXhNQuiI4vV9Te7StUMWjeYX6IDg5KQNTk2f+vthxQ
iSVpuGUqqsTe8me3hQsdbCiLvJ34qnpyGuAVBqgUG9k1jdfWLe4fDqqM+2GbfSdB
0i5/lynpSeun88Q4u/QJoqr9+1LkZBaN4ON7EbLMNoobkPWteBwJF2F2O8rct7xA
xH/I6hhiYjMssnQqVzGFrjY7GzfAI2s4DTwDrCFidOYg/5rjKgXEvv8FrLmijm/d
EX07dJJL6hcLB+7qUuM36NkPFHE7hne3um4/i8HBUuDleipCcYB+3v5IbljSy9Jz
vjWxKpjWjfhsSx3S1DK/FuQ7aP/8Al7hKJa7FUeY5TngboNNE3DKzOGQ7fn1VqEp
tMr9iiUa45RD96cK7sSEE/hIDA1u1xhsKIAzOouWvMMRQ/licjUuSz6M0rhbwg62
mHvwv4K6paNVh+8wwaXoMRvvQIZknWOmFhOAQT/FHC5ZS2KYQ4UpfG9sI0cqWLMU
YVun6hNcaElphNvNyZdh56NrDpRI4Q4vGWI9+d5DWPEM9Vx3G+BdpqxVnQ307Vya
XGMCzdQU6feGYJM2kAjRDitVAV3OjSRmQLn9+/DJ6ucLosyicLxQWrWCYauuHn4a
TEmGq987c2u68eHrQC/F9Xx0jh/Cyy9gDvNoadOhs3habd+nDggfcuX8LT1j50Vq
0A7hiWzyr0MHPbhlLUNtOZpnqZlbZ8/0/+MF1SNe8NT/OD9hw5uNE5K9sqrhSFAj
u+2TRfgkobhCrbeI0GwCjO3fc2P9Yi6JrpL9OJk+wTSFaIKytdRFaTmo0FKmHyqp
ksl8MHUHhMLnVWYtSlPrxSU2f7SIYLHR73XXldKt/W1SVYSj+/1F7BVstm7zJ9Lr
lfZavJ0hPrqDVCdW93DbvB6jyF/yMzwh0N8syKoJTbjONzJXTs2WA5o=
-----END ENCRYPTED PRIVATE KEY-----
`;
const leg = `-----BEGIN RSA PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-256-CBC,10E7818717384086A8CC052C834B2156

0G6IXeCPhrrqBEd9zbMf6eaDjOkOLImYXkN07G/vmJOqXEhzPDum7yR4Dt8HW5bl
OsLTJjiTcNX/sID3UPLyTtmqpeEohjxRgo3JHbTbhIsb4VuvFhH9EtxlogxCSkqj
LYJkbh02Hp4Oh96khq7ewnUgQ/ODnXNWP2+xT8CzrYtCIkgVZHIM7PK/Yu1gAlWB
c1SxJKC9AgBxVaBmWaGyVbxnw77zW2IuWPI4lrvRLzT581byOuIdBHLYKeomrw45
8CqMOKqao+/zJ4atJW7bt36BiQGu1GgfktNUSKPMTYOm7YIz2xn1SjdBK1CYYKcz
ccmfIKWE9MB2M1+O4Pp7w3beyVWKQqkjyLlDy3CqOXWWTNE7p9qHsmlsUVIzUjIa
txriAXqNQlrIwvL3/nYW/2nnYi3Y2c0yRngc4T3OL+wopfP1LGrDMeGesECCeg8J
3mwTCyVg0R+H+MU/rwJxfYdsQYpqg5nG+K0hkBcg9sygMbX02Mbhhc2V7+x+iz1I
t1qPy+lXTd0yuj43fBEFOOGOxySjAEMkW3jdDKSVWLIPkNol3Z1IgY06K+vBnAnq
FIDfR9MohirCdJv6NvZusRyYdoVQeGe9bxZY8W4yhJF50Qi/rxnLZGwmtEmjUyDl
4erd2HPgrIm15WmXn8WCN1R/0/hEQV3Q7epkpw7Y9Q2nAGZX4a+jsLNjWitX6Ggc
TnpVMWWcdQxP8xcNFde//gEtztRH0VPx9wQOPLDMZYV5LDvcaZw9XrFF3KU+a7DV
A4BQHisPg/HjJVzNN9pC27iMM2QcySP9vD07rwY6P6khs7zY0bmsXGnVa+3bTmT/
Nvk7b5wymUcxXsGdhb0mNVdsuAJ5GC8YvbySNSV5z8Uec40S2aSNBJ9l59AbjqBK
pdiwKnI/coKJJqo1NsJF6D9HTpA+mkocgkn4ThN/7o0BzZteHFhOMQZ8BDIbpevG
nMFXwH9jkSNcGtOGtzbwBzE/Qm8lxFqbi49+xFUjokWnPHhipdZr1mFJf6ERPBqW
z6LSsVWyEh1JIO/jGkqrxxhRxS9bgeO/XEnTddPoNNpmPkhrY0rPxs4bFJWplG0V
tdsTWmNbsj6VE8nhOTXi0Qtxr91PniHo1LVXu2HjTc9HuAE692L1MxmIn2Rbb0P8
Vq8sPymRmvFPucCrxqczS4KdlOKFVxCUnQitEdRr/XtkdJOa/Wl5cGd7z1ysolqO
C9LkmIjgbxk0tP5uKJNy4e+5/0coqKnJGKkpTBGBgJCjeuCkXSJ+8cae3qZXxhXR
xkzJM6Lba/tq50LM+D75FHv2M/gjMVeo8vvHbWA0ht45DBkG5vdpELhQtVzPwwUP
0p+Yn1Hd4SX3SboxiiECjnlyB5qi0x/lTYEw0pNRrXYMZS9/Tp5sGIXREJ93V0xy
u9G3CKdQNovlO05OWMrvdP3upz/BefuuvkhZoICAn679dQTQLzssV6as3K8cuOA4
VBfvRMlW3/nt26ZLJ3NYDeLikPGUbloz+2k7PEyjT6OCDRz+OW28HWPANQJoXhy2
uCdjtcDPltlTuFrG2UNsVtUUAFD0Pnx0olsUfPZA/5wn+GR+FOmn+0wuEA2Df/uw
-----END RSA PRIVATE KEY-----
`;
const k=c.createPrivateKey(rsaPEM);
t('nopass',()=>c.createPrivateKey(enc).type);t('bad pass',()=>c.createPrivateKey({key:enc,passphrase:'x'}).type);t('ok',()=>c.createPrivateKey({key:enc,passphrase:'pw'}).equals(k));
t('nopass',()=>c.createPrivateKey(leg).type);t('bad pass',()=>c.createPrivateKey({key:leg,passphrase:'x'}).type);t('ok',()=>c.createPrivateKey({key:leg,passphrase:Buffer.from('pw')}).equals(k));
t('pub from enc',()=>c.createPublicKey(enc).type);t('pub from enc',()=>c.createPublicKey({key:enc,passphrase:'pw'}).type);t('pub from enc',()=>c.createPublicKey({key:enc,passphrase:'x'}).type);
t('bad passphrase type',()=>c.createPrivateKey({key:enc,passphrase:5}));
t('long',()=>c.createPrivateKey({key:enc,passphrase:'x'.repeat(2000)}));
const der=k.export({type:'pkcs8',format:'der',cipher:'aes-128-cbc',passphrase:'pw'});
t('der',()=>c.createPrivateKey({key:der,format:'der',type:'pkcs8'}));t('der',()=>c.createPrivateKey({key:der,format:'der',type:'pkcs8',passphrase:'x'}));t('der',()=>c.createPrivateKey({key:der,format:'der',type:'pkcs8',passphrase:'pw'}).type);
t('pub pem to priv',()=>c.createPrivateKey(c.createPublicKey(k).export({type:'spki',format:'pem'})));
t('cert to priv',()=>c.createPrivateKey(cert));
t('cert to pub',()=>c.createPublicKey(cert).asymmetricKeyType);
t('broken',()=>c.createPrivateKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'));
t('broken',()=>c.createPublicKey('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'));
t('broken',()=>c.createPublicKey('-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----'));
t('broken',()=>c.createPublicKey('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'));
t('broken',()=>c.createPublicKey('-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCA\n-----END PUBLIC KEY-----'));
t('broken',()=>c.createPublicKey('-----BEGIN PUBLIC KEY-----\nMIIBIj'));
t('broken',()=>c.createPrivateKey('-----BEGIN RSA PRIVATE KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCA\n-----END RSA PRIVATE KEY-----'));
t('broken',()=>c.createPrivateKey('-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----'));
t('zz',()=>c.createPrivateKey('-----BEGIN ZZ-----\nAAAA\n-----END ZZ-----'));
t('jwk',()=>c.createPrivateKey(ecPEM).export({format:'jwk'}));
t('jwk',()=>Object.keys(k.export({format:'jwk'})));
t('det',()=>c.createPrivateKey(ecPEM).asymmetricKeyDetails);
t('sec',()=>c.createSecretKey(Buffer.from('abc')).export({format:'jwk'}));t('sec',()=>c.createSecretKey(Buffer.from('abc')).export());t('sec',()=>c.createSecretKey(Buffer.from('abc')).export({format:'zz'}));t('sec',()=>c.createSecretKey(Buffer.from('abc')).export({format:'buffer'}));t('sec',()=>c.createSecretKey(Buffer.from('abc')).export(5));
t('sec',()=>c.createSecretKey(Buffer.from('abc')).symmetricKeySize);
for (const type of ['rsa','rsa-pss','ec','ed25519','x25519','dh']) t(type,()=>{ const o={rsa:{modulusLength:1024},'rsa-pss':{modulusLength:1024,hashAlgorithm:'sha256',saltLength:16},ec:{namedCurve:'P-256'},dh:{group:'modp5'},dsa:{modulusLength:1024}}[type]||{}; const {privateKey:p,publicKey:q}=c.generateKeyPairSync(type,o); const r=[p.asymmetricKeyType,show(p.asymmetricKeyDetails)]; for(const f of ['pkcs1','pkcs8','spki','sec1','jwk','raw','raw-private','raw-public','raw-seed']) for (const z of [p,q]) try{ const v=z.export(/raw|jwk/.test(f)?{format:f}:{type:f,format:'pem'}); r.push(f+' '+z.type+' '+(typeof v==='string'?v.split('\n')[0]:v instanceof Uint8Array?v.length:Object.keys(v))) } catch(e){r.push(f+' '+z.type+' '+e.code+' '+e.message)}; return r.join('\n  ')});
