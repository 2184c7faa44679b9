package web

// publicFrame begins the frame of a page about procedures; path is its address without the unit.
func (s *server) publicFrame(rd reader, heading, path string) frame {
	f := s.frameOf(rd.unit, heading)
	f.Meta = s.metaOf(rd, path)
	return f
}

// metaOf is what a page says of itself; path is its address without the unit.
func (s *server) metaOf(rd reader, path string) *meta {
	m := &meta{NoIndex: s.sample(rd.place), Feed: rd.link(pathFeed)}
	if s.PublicURL != "" {
		m.Canonical = s.PublicURL + path
	}
	return m
}
