package web

import "motcua/web/site"

// publicFrame begins the frame of a page about procedures; path is its address without the unit.
func (s *server) publicFrame(rd reader, heading, path string) site.Frame {
	f := s.FrameOf(rd.unit, heading)
	f.Section = wordProceduresPart
	f.Meta = s.metaOf(rd, path)
	return f
}

// metaOf is what a page says of itself; path is its address without the unit.
func (s *server) metaOf(rd reader, path string) *site.Meta {
	m := &site.Meta{NoIndex: s.sample(rd.place), Feed: rd.link(site.PathFeed)}
	if s.PublicURL != "" {
		m.Canonical = s.PublicURL + path
	}
	return m
}
