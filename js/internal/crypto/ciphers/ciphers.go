// Package ciphers has the ciphers of Node's createCipheriv, which take their data piece by
// piece: Go's own AEADs want all of it at once.
package ciphers

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"slices"
	"strings"
)

// Info says what a cipher is.
type Info struct {
	Name    string
	Aliases []string
	NID     int
	Mode    string // cbc, ctr, ecb, gcm, ccm, cfb, ofb or stream
	Key     int    // lengths in bytes
	Block   int    // 1 for what has none
	IV      int
	// feed is how many bytes of a CFB go back at a time.
	feed int
	make func(key []byte) (cipher.Block, error)
}

// Authenticated reports whether it has a tag.
func (i *Info) Authenticated() bool {
	return i.Mode == "gcm" || i.Mode == "ccm" || i.Name == "chacha20-poly1305"
}

// FitsIV reports whether an initialization vector may be so long.
func (i *Info) FitsIV(length int) bool {
	switch i.Mode {
	case "gcm":
		return length > 0
	case "ccm":
		return length >= 7 && length <= 13
	}
	return length == i.IV
}

// FitsTag reports whether a tag may be so long.
func (i *Info) FitsTag(length int) bool {
	switch i.Mode {
	case "gcm":
		return length == 4 || length == 8 || length >= 12 && length <= 16
	case "ccm":
		return length >= 4 && length <= 16 && length%2 == 0
	}
	return length >= 1 && length <= 16
}

// All are the ciphers there are.
var All = list()

func list() (all []*Info) {
	// The numbers are OpenSSL's, for keys of 128, 192 and 256 bits.
	for _, mode := range []struct {
		mode, suffix, name, alias string
		nids                      [3]int
		block, iv, feed           int
	}{
		{"ecb", "-ecb", "aes-", "", [3]int{418, 422, 426}, 16, 0, 0},
		{"cbc", "-cbc", "aes-", "aes", [3]int{419, 423, 427}, 16, 16, 0},
		{"ofb", "-ofb", "aes-", "", [3]int{420, 424, 428}, 1, 16, 0},
		{"cfb", "-cfb", "aes-", "", [3]int{421, 425, 429}, 1, 16, 16},
		{"cfb", "-cfb8", "aes-", "", [3]int{653, 654, 655}, 1, 16, 1},
		{"ctr", "-ctr", "aes-", "", [3]int{904, 905, 906}, 1, 16, 0},
		{"gcm", "-gcm", "id-aes", "", [3]int{895, 898, 901}, 1, 12, 0},
		{"ccm", "-ccm", "id-aes", "", [3]int{896, 899, 902}, 1, 12, 0},
	} {
		for i, bits := range []string{"128", "192", "256"} {
			info := &Info{Name: mode.name + bits + mode.suffix, NID: mode.nids[i], Mode: mode.mode, Key: 16 + 8*i,
				Block: mode.block, IV: mode.iv, feed: mode.feed, make: aes.NewCipher}
			if mode.alias != "" {
				info.Aliases = append(info.Aliases, mode.alias+bits)
			}
			if mode.name == "id-aes" {
				info.Aliases = append(info.Aliases, "aes-"+bits+mode.suffix)
			}
			all = append(all, info)
		}
	}
	return append(all,
		&Info{Name: "des-ede3-cbc", Aliases: []string{"des3"}, NID: 44, Mode: "cbc", Key: 24, Block: 8, IV: 8, make: des.NewTripleDESCipher},
		&Info{Name: "des-ede3", Aliases: []string{"des-ede3-ecb"}, NID: 33, Mode: "ecb", Key: 24, Block: 8, make: des.NewTripleDESCipher},
		&Info{Name: "chacha20", NID: 1019, Mode: "stream", Key: 32, Block: 1, IV: 16},
		&Info{Name: "chacha20-poly1305", NID: 1018, Mode: "stream", Key: 32, Block: 1, IV: 12})
}

// Find finds a cipher by one of its names; nil for one that is not there.
func Find(name string) *Info {
	name = strings.ToLower(name)
	for _, i := range All {
		if i.Name == name || slices.Contains(i.Aliases, name) {
			return i
		}
	}
	return nil
}

// FindNID finds a cipher by OpenSSL's number.
func FindNID(nid int) *Info {
	for _, i := range All {
		if i.NID == nid {
			return i
		}
	}
	return nil
}

// Names are all names, as getCiphers has them.
func Names() (names []string) {
	for _, i := range All {
		names = append(append(names, i.Name), i.Aliases...)
	}
	slices.Sort(names)
	return names
}

// Cipher is one that is at work. Nothing more may be asked of it after Final.
type Cipher interface {
	// Update takes a piece and gives what is ready.
	Update(p []byte) ([]byte, error)
	// Final gives the rest.
	Final() ([]byte, error)
}

// Authenticated is a Cipher with a tag.
type Authenticated interface {
	Cipher
	// AAD takes a piece of what is authenticated and not encrypted, before any Update.
	// length is that of all that is to be encrypted, which CCM has to know.
	AAD(p []byte, length int) error
	// Tag is the whole tag of what was encrypted, after Final.
	Tag() []byte
	// Expect sets the tag that Final checks when it decrypts.
	Expect(tag []byte)
}

// New starts a cipher with a key and an initialization vector of lengths that fit. tag is
// how long the tag is to be.
func New(i *Info, key, iv []byte, decrypt bool, tag int) (Cipher, error) {
	if i.Mode == "stream" {
		return newChaCha(i, key, iv, decrypt)
	}
	block, err := i.make(key)
	if err != nil {
		return nil, err
	}
	switch i.Mode {
	case "ecb", "cbc":
		return newBlocks(block, i.Mode, iv, decrypt), nil
	case "ctr":
		return plainStream{cipher.NewCTR(block, iv)}, nil
	case "cfb", "ofb":
		return plainStream{newFeedback(block, iv, i.feed, decrypt)}, nil
	case "gcm":
		return newGCM(block, iv, decrypt), nil
	}
	return newCCM(block, iv, decrypt, tag), nil
}

// Error is what a cipher finds wrong with its data.
type Error string

func (e Error) Error() string { return string(e) }

// The errors of Final and Update.
const (
	ErrLength       Error = "wrong final block length"
	ErrPadding      Error = "bad decrypt"
	ErrUnauthentic  Error = "Unsupported state or unable to authenticate data"
	ErrInvalidState Error = "Trying to add data in unsupported state"
)

// plainStream is a cipher that gives as much as it is given.
type plainStream struct{ cipher.Stream }

func (s plainStream) Update(p []byte) ([]byte, error) {
	out := make([]byte, len(p))
	s.XORKeyStream(out, p)
	return out, nil
}

func (plainStream) Final() ([]byte, error) { return nil, nil }

// feedback is CFB and OFB.
type feedback struct {
	block    cipher.Block
	register []byte
	whole    []byte // the register, encrypted
	back     []byte // what goes back into the register
	used     int    // of whole
	decrypt  bool
	output   bool // OFB
}

func newFeedback(block cipher.Block, iv []byte, feed int, decrypt bool) *feedback {
	f := &feedback{block: block, register: append([]byte{}, iv...), whole: make([]byte, len(iv)), decrypt: decrypt, output: feed == 0}
	if f.output {
		feed = len(iv)
	}
	f.back = make([]byte, feed)
	return f
}

// XORKeyStream is that of cipher.Stream.
func (f *feedback) XORKeyStream(out, in []byte) {
	step := len(f.back)
	for i, c := range in {
		if f.used == 0 {
			f.block.Encrypt(f.whole, f.register)
		}
		k := f.whole[f.used]
		out[i] = c ^ k
		switch {
		case f.output:
			f.back[f.used] = k
		case f.decrypt:
			f.back[f.used] = c
		default:
			f.back[f.used] = c ^ k
		}
		if f.used++; f.used == step {
			copy(f.register, f.register[step:])
			copy(f.register[len(f.register)-step:], f.back)
			f.used = 0
		}
	}
}

// blocks is a cipher of whole blocks: ECB and CBC.
type blocks struct {
	crypt   func(dst, src []byte)
	size    int
	decrypt bool
	rest    []byte
	unequal bool // no padding
}

// ecb makes a mode of a block cipher alone.
func ecb(size int, one func(dst, src []byte)) func(dst, src []byte) {
	return func(dst, src []byte) {
		for i := 0; i < len(src); i += size {
			one(dst[i:], src[i:])
		}
	}
}

func newBlocks(block cipher.Block, mode string, iv []byte, decrypt bool) *blocks {
	b := &blocks{size: block.BlockSize(), decrypt: decrypt}
	switch {
	case mode == "cbc" && decrypt:
		b.crypt = cipher.NewCBCDecrypter(block, iv).CryptBlocks
	case mode == "cbc":
		b.crypt = cipher.NewCBCEncrypter(block, iv).CryptBlocks
	case decrypt:
		b.crypt = ecb(b.size, block.Decrypt)
	default:
		b.crypt = ecb(b.size, block.Encrypt)
	}
	return b
}

// Unpadded has c add no padding and expect none; it does nothing to what has none.
func Unpadded(c Cipher, on bool) {
	if b, ok := c.(*blocks); ok {
		b.unequal = on
	}
}

func (b *blocks) Update(p []byte) ([]byte, error) {
	data := append(b.rest, p...)
	n := len(data) / b.size * b.size
	if b.decrypt && !b.unequal && n == len(data) && n > 0 {
		n -= b.size // the last block has the padding
	}
	out := make([]byte, n)
	b.crypt(out, data[:n])
	b.rest = append([]byte{}, data[n:]...)
	return out, nil
}

func (b *blocks) Final() ([]byte, error) {
	if b.unequal {
		if len(b.rest) > 0 {
			return nil, ErrLength
		}
		return nil, nil
	}
	if !b.decrypt {
		n := b.size - len(b.rest)
		for range n {
			b.rest = append(b.rest, byte(n))
		}
		b.crypt(b.rest, b.rest)
		return b.rest, nil
	}
	if len(b.rest) != b.size {
		return nil, ErrLength
	}
	b.crypt(b.rest, b.rest)
	n := int(b.rest[b.size-1])
	if n == 0 || n > b.size {
		return nil, ErrPadding
	}
	for _, c := range b.rest[b.size-n:] {
		if int(c) != n {
			return nil, ErrPadding
		}
	}
	return b.rest[:b.size-n], nil
}
