// Package groups is the work of a [corpus.Corpus] as transforms of Apache Beam:
// articles in, groups of the same words out, on as many machines as it takes.
//
//	pipeline, s := beam.NewPipelineWithRoot()
//	articles, problems := groups.ReadArticles(s, "gs://news/2019-*.jsonl.gz")
//	drafts, replaced := groups.Group(s, groups.Extract(s, articles), groups.Options{})
//	groups.Write(s, "gs://news/groups", 1000, drafts)
//	groups.WriteProblems(s, "gs://news/problems.txt", problems, replaced)
//
// The steps themselves are functions of package corpus, which an in-memory
// corpus runs too; here is only how their inputs come together. Each file
// is a stage, in this order: read, extract, identify, link, tie, component, draw,
// paraphrase, write.
package groups
