"""The dashboard for assistants: the Model Context Protocol, with the verdicts and sentences of the pages."""
