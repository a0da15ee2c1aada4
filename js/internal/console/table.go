package console

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// The names of columns that are not properties.
const (
	indexColumn     = "(index)"
	iterationColumn = "(iteration index)"
	keyColumn       = "Key"
	valuesColumn    = "Values"
)

// grid is a table: columns of cells that may be shorter than the table.
type grid struct {
	names []string
	cells [][]string
	rows  int
}

func (g *grid) column(name string) int {
	if i := slices.Index(g.names, name); i >= 0 {
		return i
	}
	g.names = append(g.names, name)
	g.cells = append(g.cells, nil)
	return len(g.names) - 1
}

func (g *grid) set(column, row int, text string) {
	for len(g.cells[column]) <= row {
		g.cells[column] = append(g.cells[column], "")
	}
	g.cells[column][row] = text
	g.rows = max(g.rows, row+1)
}

func (c *console) table(call goja.FunctionCall) {
	data, ok := call.Argument(0).(*goja.Object)
	if !ok || engine.IsFunction(data) {
		c.log(goja.FunctionCall{This: call.This, Arguments: call.Arguments[:min(1, len(call.Arguments))]})
		return
	}
	var wanted []string
	properties := call.Argument(1)
	if !goja.IsUndefined(properties) {
		list, ok := properties.(*goja.Object)
		if !ok || list.ClassName() != "Array" {
			panic(c.e.InvalidArgType("properties", properties, "Array"))
		}
		wanted = []string{}
		for i := 0; i < int(list.Get("length").ToInteger()); i++ {
			wanted = append(wanted, list.Get(strconv.Itoa(i)).String())
		}
	}
	g := &grid{}
	if keys, values, ok := util.Entries(c.e, data); ok {
		c.entries(g, keys, values)
	} else {
		c.properties(g, data, wanted)
	}
	c.write(output, g.String())
}

func (c *console) entries(g *grid, keys, values []goja.Value) {
	index := g.column(iterationColumn)
	key := -1
	if keys != nil {
		key = g.column(keyColumn)
	}
	value := g.column(valuesColumn)
	for i, v := range values {
		g.set(index, i, strconv.Itoa(i))
		if keys != nil {
			g.set(key, i, c.cell(keys[i]))
		}
		g.set(value, i, c.cell(v))
	}
}

func (c *console) properties(g *grid, data *goja.Object, wanted []string) {
	index := g.column(indexColumn)
	var primitives []string
	for row, name := range data.Keys() {
		g.set(index, row, name)
		v := data.Get(name)
		o, ok := v.(*goja.Object)
		if !ok {
			for len(primitives) <= row {
				primitives = append(primitives, "")
			}
			primitives[row] = c.cell(v)
			for _, name := range wanted {
				g.set(g.column(name), row, "")
			}
			continue
		}
		names := wanted
		if names == nil {
			names = o.Keys()
		}
		own := o.GetOwnPropertyNames()
		for _, name := range names {
			text := ""
			if slices.Contains(own, name) {
				text = c.cell(o.Get(name))
			}
			g.set(g.column(name), row, text)
		}
	}
	g.numbersFirst()
	if primitives != nil {
		at := g.column(valuesColumn)
		for row, text := range primitives {
			g.set(at, row, text)
		}
	}
}

// numbersFirst orders the columns as an object orders its properties.
func (g *grid) numbersFirst() {
	number := func(name string) (int, bool) {
		n, err := strconv.Atoi(name)
		return n, err == nil && n >= 0 && strconv.Itoa(n) == name
	}
	order := make([]int, len(g.names)-1)
	for i := range order {
		order[i] = i + 1
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, isX := number(g.names[a])
		y, isY := number(g.names[b])
		switch {
		case isX && isY:
			return x - y
		case isX:
			return -1
		case isY:
			return 1
		}
		return 0
	})
	names, cells := g.names[:1:1], g.cells[:1:1]
	for _, i := range order {
		names, cells = append(names, g.names[i]), append(cells, g.cells[i])
	}
	g.names, g.cells = names, cells
}

// cell writes a value on one line.
func (c *console) cell(v goja.Value) string {
	opts := c.inspectOptions(output)
	opts.MaxArrayLength, opts.BreakLength, opts.Depth = 3, math.Inf(1), 0
	if o, ok := v.(*goja.Object); ok && !engine.IsFunction(o) && o.ClassName() != "Array" && len(o.Keys()) > 2 {
		opts.Depth = -1
	}
	if v == nil {
		v = goja.Undefined()
	}
	return util.Inspect(c.e, v, opts)
}

func (g *grid) String() string {
	widths := make([]int, len(g.names))
	for i, name := range g.names {
		widths[i] = util.Width(name, true) + 2
		for _, text := range g.cells[i] {
			widths[i] = max(widths[i], util.Width(text, true)+2)
		}
	}
	lines := make([]string, len(widths))
	for i, w := range widths {
		lines[i] = strings.Repeat("─", w)
	}
	row := func(cell func(i int) string) string {
		cells := make([]string, len(widths))
		for i, w := range widths {
			text := cell(i)
			cells[i] = " " + text + strings.Repeat(" ", w-util.Width(text, true)-1)
		}
		return "│" + strings.Join(cells, "│") + "│\n"
	}
	var b strings.Builder
	b.WriteString("┌" + strings.Join(lines, "┬") + "┐\n")
	b.WriteString(row(func(i int) string { return g.names[i] }))
	b.WriteString("├" + strings.Join(lines, "┼") + "┤\n")
	for at := 0; at < g.rows; at++ {
		b.WriteString(row(func(i int) string {
			if at < len(g.cells[i]) {
				return g.cells[i][at]
			}
			return ""
		}))
	}
	b.WriteString("└" + strings.Join(lines, "┴") + "┘")
	return b.String()
}
