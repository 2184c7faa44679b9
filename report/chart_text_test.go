package report

// ChartText is what is written on the chart, and where, for tests of its layout.
func (f Figures) ChartText() []ChartLine { return f.written(false) }

// PublicChartText is that of the public chart.
func (f Figures) PublicChartText() []ChartLine { return f.written(true) }

func (f Figures) written(public bool) []ChartLine {
	c := &card{canvas: canvas{typesetter: newTypesetter()}, f: f, public: public}
	c.compose()
	return c.words
}
