"""Reads exports with the libraries of others, and prints what they found as JSON.

python read_exports.py FOLDER    (holding case.graphml, case.gexf, case.prov.json, case.jsonld)
"""

import collections
import json
import pathlib
import sys
import warnings

import igraph
import networkx
import prov.model
import rdflib

warnings.simplefilter("ignore")
folder = pathlib.Path(sys.argv[1])


def in_networkx(graph):
    nodes = [attributes for _, attributes in graph.nodes(data=True)]
    edges = [attributes for _, _, attributes in graph.edges(data=True)]
    return {
        "labels": collections.Counter(a["nodeLabel"] for a in nodes),
        "types": collections.Counter(a["label"] for a in edges),
        "nodes": {name: attributes for name, attributes in graph.nodes(data=True)},
        "edges": [[source, target, a] for source, target, a in graph.edges(data=True)],
    }


def in_igraph(graph):
    return {
        "labels": collections.Counter(graph.vs["nodeLabel"]),
        "types": collections.Counter(graph.es["label"]),
        "names": sorted(v["id"] for v in graph.vs if v["nodeLabel"] == "Processor"),
    }


def in_prov(document):
    kinds = collections.Counter(str(record.get_type()) for record in document.get_records())
    agents = document.get_records(prov.model.ProvAgent)
    flows = document.get_records(prov.model.ProvActivity)
    return {
        "kinds": kinds,
        "agents": sorted(str(value) for a in agents for name, value in a.attributes if str(name) == "wl:id"),
        "starts": sorted(str(f.get_startTime()) for f in flows),
        "valid_provn": len(document.get_provn()) > 0,
    }


def in_rdflib(graph):
    predicates = collections.Counter(str(p) for _, p, _ in graph)
    types = collections.Counter(str(o) for o in graph.objects(None, rdflib.RDF.type))
    ids = rdflib.URIRef("urn:wayleave:terms#id")
    processors = graph.subjects(rdflib.RDF.type, rdflib.URIRef("urn:wayleave:terms#Processor"))
    terms = {str(t) for triple in graph for t in triple if isinstance(t, rdflib.URIRef)}
    return {
        "predicates": predicates,
        "types": types,
        "names": sorted(str(graph.value(p, ids)) for p in processors),
        "terms": sorted(terms),
    }


with open(folder / "case.prov.json", encoding="utf8") as file:
    document = prov.model.ProvDocument.deserialize(file)
print(
    json.dumps(
        {
            "graphml": in_networkx(networkx.read_graphml(folder / "case.graphml", force_multigraph=True)),
            "gexf": in_networkx(networkx.read_gexf(folder / "case.gexf")),
            "igraph": in_igraph(igraph.Graph.Read_GraphML(str(folder / "case.graphml"))),
            "prov": in_prov(document),
            "rdf": in_rdflib(rdflib.Graph().parse(folder / "case.jsonld", format="json-ld")),
        }
    )
)
