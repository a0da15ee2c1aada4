package encoding_test

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/encoding"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// TestAsNode evaluates every line of the file in Node 26 and here.
func TestAsNode(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "text.txt"))
	if err != nil {
		t.Fatal(err)
	}
	e := enginetest.New(t, func(e *engine.Engine) {
		e.Register("buffer", buffer.Load)
		buffer.Define(e, e.VM.GlobalObject())
		encoding.Define(e, e.VM.GlobalObject())
	})
	enginetest.Compare(t, e, strings.Split(strings.TrimSpace(string(text)), "\n"))
}

// TestCharsets has what Node 26 says to the same.
func TestCharsets(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) { encoding.Define(e, e.VM.GlobalObject()) })
}

// Where ICU, which Node asks, has other tables than the Encoding standard, we keep to
// the standard. (For one letter, a8bc of GB18030, x/text has an edition older than
// both: it is no character.)
func TestStandard(t *testing.T) {
	for _, c := range []struct{ label, bytes, text, icu string }{
		{"euc-kr", "8141", "갂", "\u0081A"},                      // ICU lacks the letters of UHC
		{"euc-kr", "80", "\uFFFD", "\u0080"},                    // it takes such bytes for control characters
		{"euc-jp", "81", "\uFFFD", "\u0081"},                    //
		{"big5", "80", "\uFFFD", "\u0080"},                      //
		{"big5", "8740", "䏰", "\uF266"},                         // the signs of Hong Kong are for private use in ICU
		{"big5", "a3c0", "␀", "\uFFFD"},                         //
		{"shift_jis", "1a1c7f", "\x1a\x1c\x7f", "\x1c\x7f\x1a"}, // as IBM had them
		{"iso-2022-jp", "1b24", "\uFFFD$", "\uFFFD"},
		{"gb18030", "813041", "\uFFFD0A", "\uFFFD0A"}, // the same
		{"shift_jis", "80", "\u0080", "\uFFFD"},       //
	} {
		p, err := hex.DecodeString(c.bytes)
		if err != nil {
			t.Fatal(err)
		}
		e := enginetest.New(t, func(e *engine.Engine) { encoding.Define(e, e.VM.GlobalObject()) })
		lines := enginetest.Run(t, e, fmt.Sprintf("print(new TextDecoder(%q).decode(Uint8Array.of(%s)))", c.label, strings.Trim(strings.ReplaceAll(fmt.Sprint(p), " ", ","), "[]")))
		if got := strings.Join(lines, ""); got != c.text {
			t.Errorf("%s of %s is %+q, want %+q (ICU %+q)", c.label, c.bytes, got, c.text, c.icu)
		}
	}
}
