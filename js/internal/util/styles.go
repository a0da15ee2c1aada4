package util

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// colorCodes are inspect.colors, in the order in which Node lists them.
var colorCodes = []struct {
	name    string
	on, off int
}{
	{"reset", 0, 0}, {"bold", 1, 22}, {"dim", 2, 22}, {"italic", 3, 23}, {"underline", 4, 24},
	{"blink", 5, 25}, {"inverse", 7, 27}, {"hidden", 8, 28},
	{"strikethrough", 9, 29}, {"doubleunderline", 21, 24},
	{"black", 30, 39}, {"red", 31, 39}, {"green", 32, 39}, {"yellow", 33, 39}, {"blue", 34, 39},
	{"magenta", 35, 39}, {"cyan", 36, 39}, {"white", 37, 39},
	{"bgBlack", 40, 49}, {"bgRed", 41, 49}, {"bgGreen", 42, 49}, {"bgYellow", 43, 49}, {"bgBlue", 44, 49},
	{"bgMagenta", 45, 49}, {"bgCyan", 46, 49}, {"bgWhite", 47, 49}, {"framed", 51, 54}, {"overlined", 53, 55},
	{"gray", 90, 39}, {"redBright", 91, 39}, {"greenBright", 92, 39}, {"yellowBright", 93, 39},
	{"blueBright", 94, 39}, {"magentaBright", 95, 39}, {"cyanBright", 96, 39}, {"whiteBright", 97, 39},
	{"bgGray", 100, 49}, {"bgRedBright", 101, 49}, {"bgGreenBright", 102, 49},
	{"bgYellowBright", 103, 49}, {"bgBlueBright", 104, 49}, {"bgMagentaBright", 105, 49},
	{"bgCyanBright", 106, 49}, {"bgWhiteBright", 107, 49},
}

// colorAliases are other names of colors.
var colorAliases = [][2]string{
	{"grey", "gray"},
	{"blackBright", "gray"},
	{"bgGrey", "bgGray"},
	{"bgBlackBright", "bgGray"},
	{"faint", "dim"},
	{"crossedout", "strikethrough"},
	{"strikeThrough", "strikethrough"},
	{"crossedOut", "strikethrough"},
	{"conceal", "hidden"},
	{"swapColors", "inverse"},
	{"swapcolors", "inverse"},
	{"doubleUnderline", "doubleunderline"},
}

// styleColors are inspect.styles.
var styleColors = [][2]string{
	{"special", "cyan"}, {"number", "yellow"}, {"bigint", "yellow"}, {"boolean", "yellow"}, {"undefined", "grey"},
	{"null", "bold"}, {"string", "green"}, {"symbol", "green"}, {"date", "magenta"}, {"regexp", "red"}, {"module", "underline"},
}

// palette makes inspect.colors and inspect.styles when they are first needed.
func (r *realm) palette() (styles, colors *goja.Object) {
	if r.styles != nil {
		return r.styles, r.colors
	}
	e := r.e
	r.colors = e.VM.CreateObject(nil)
	for _, c := range colorCodes {
		engine.Must(r.colors.Set(c.name, e.VM.NewArray(c.on, c.off)))
	}
	for _, alias := range colorAliases {
		r.alias(alias[0], alias[1])
	}
	r.styles = e.VM.CreateObject(nil)
	for _, s := range styleColors {
		engine.Must(r.styles.Set(s[0], s[1]))
	}
	return r.styles, r.colors
}

// alias makes another name for a color, which does not show.
func (r *realm) alias(alias, name string) {
	get := r.e.Func("get", 0, func(call goja.FunctionCall) goja.Value { return r.e.This(call, name).Get(name) })
	set := r.e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
		engine.Must(r.e.This(call, name).Set(name, call.Argument(0)))
		return nil
	})
	engine.Must(r.colors.DefineAccessorProperty(alias, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// paint is stylize with colors.
func (r *realm) paint(text, style string) string {
	styles, colors := r.palette()
	name := styles.Get(style)
	if engine.IsNullish(name) {
		return text
	}
	if engine.IsFunction(name) {
		return r.e.Call(name, goja.Undefined(), r.e.Text(text)).String()
	}
	on, off, ok := escapes(colors, name.String())
	if !ok {
		return text
	}
	return on + text + off
}

// escapes are what switches a color on and off.
func escapes(colors *goja.Object, name string) (on, off string, ok bool) {
	pair, _ := colors.Get(name).(*goja.Object)
	if pair == nil {
		return "", "", false
	}
	return fmt.Sprintf("\x1b[%sm", pair.Get("0")), fmt.Sprintf("\x1b[%sm", pair.Get("1")), true
}

// stylizers are the functions that custom inspect functions find as
// options.stylize.
func (r *realm) stylizers() (plain, colored *goja.Object) {
	if r.plainStyle == nil {
		r.plainStyle = r.e.Func("stylizeNoColor", 1, func(call goja.FunctionCall) goja.Value { return call.Argument(0) })
		r.colorStyle = r.e.Func("stylizeWithColor", 2, func(call goja.FunctionCall) goja.Value {
			return r.e.Text(r.paint(call.Argument(0).String(), call.Argument(1).String()))
		})
	}
	return r.plainStyle, r.colorStyle
}

// style is ctx.stylize.
func (in *inspector) style(text, style string) string {
	if in.stylizer != nil {
		v, err := in.stylizer(goja.Undefined(), in.r.e.Text(text), in.r.e.Text(style))
		engine.Must(err)
		return v.String()
	}
	if in.Colors {
		return in.r.paint(text, style)
	}
	return text
}
