package report

import (
	"bytes"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
	"github.com/nodenet-go/nodenet/bench/suite/internal/stats"
)

// bars draws one figure of every server, with the least and the greatest round; ours
// in a colour of their own.
func bars(title string, rows []cases.Row, pick func(cases.Sample) float64) (string, error) {
	var names []string
	var ours, others plotter.Values // in two colours; what is not there is a bar of no height
	var spans spreads
	for _, row := range rows {
		median := row.Median(pick)
		if math.IsNaN(median) {
			continue // it failed, and the table says why
		}
		low, high := median, median
		for _, s := range row.Samples {
			low, high = min(low, pick(s)), max(high, pick(s))
		}
		spans.XYs = append(spans.XYs, plotter.XY{X: float64(len(names)), Y: median})
		spans.YErrors = append(spans.YErrors, struct{ Low, High float64 }{median - low, high - median})
		names = append(names, row.Server)
		if isOurs(row.Server) {
			ours, others = append(ours, median), append(others, 0)
		} else {
			ours, others = append(ours, 0), append(others, median)
		}
	}
	if len(names) == 0 {
		return "", nil
	}
	p := plot.New()
	p.Title.Text = title
	p.Y.Min = 0
	for _, chart := range []struct {
		heights plotter.Values
		color   color.Color
	}{{ours, color.RGBA{R: 60, G: 130, B: 80, A: 255}}, {others, color.RGBA{R: 130, G: 150, B: 175, A: 255}}} {
		bars, err := plotter.NewBarChart(chart.heights, vg.Points(18))
		if err != nil {
			return "", err
		}
		bars.LineStyle.Width, bars.Color = 0, chart.color
		p.Add(bars)
	}
	whiskers, err := plotter.NewYErrorBars(spans)
	if err != nil {
		return "", err
	}
	p.Add(whiskers)
	p.NominalX(names...)
	p.X.Tick.Label.Rotation = math.Pi / 5
	p.X.Tick.Label.XAlign = -1
	p.X.Tick.Label.YAlign = -0.5
	return svg(p)
}

// spreads are the points of the bars with how far the rounds reach.
type spreads struct {
	plotter.XYs
	plotter.YErrors
}

// latencies draws the distribution of every server: how many microseconds at each
// percentile, in powers of ten, so that tails show.
func latencies(rows []cases.Row) (string, error) {
	p := plot.New()
	p.Title.Text = "Latency: µs at each percentile"
	p.X.Label.Text = "percentile"
	p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	p.Legend.Top = true
	p.Legend.Padding = vg.Points(2) // or names run into each other
	var ticks []plot.Tick
	for i, name := range []string{"50", "75", "90", "95", "99", "99.9", "99.99", "max"} {
		ticks = append(ticks, plot.Tick{Value: float64(i), Label: name})
	}
	p.X.Tick.Marker = plot.ConstantTicks(ticks)
	drawn := 0
	for i, row := range rows {
		var points plotter.XYs
		for q := range stats.Quantiles {
			if value := row.Median(cases.Latency(q)); value > 0 {
				points = append(points, plotter.XY{X: float64(q), Y: value})
			}
		}
		if len(points) == 0 {
			continue
		}
		line, err := plotter.NewLine(points)
		if err != nil {
			return "", err
		}
		line.Color, line.Dashes = plotutil.Color(i), plotutil.Dashes(i/7)
		line.Width = vg.Points(1.5)
		p.Add(line)
		p.Legend.Add(row.Server, line)
		drawn++
	}
	if drawn == 0 {
		return "", nil
	}
	p.X.Max = float64(len(ticks)) + 2 // the names stand beside the lines
	return svg(p)
}

// svg draws a plot as an element that a page can hold.
func svg(p *plot.Plot) (string, error) {
	canvas, err := p.WriterTo(16*vg.Centimeter, 9*vg.Centimeter, "svg")
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return "", err
	}
	text := b.Bytes()
	if i := bytes.Index(text, []byte("<svg")); i > 0 {
		text = text[i:] // without the XML heading
	}
	return string(text), nil
}

var _ = vgsvg.New // registers the format
