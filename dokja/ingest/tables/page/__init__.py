"""Tables of web pages, model cards and clipboards: from markup to numbers with model and benchmark."""
