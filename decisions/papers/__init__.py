"""The papers of an issued decision: PDFs made in the background, the seal, the electronic original."""
