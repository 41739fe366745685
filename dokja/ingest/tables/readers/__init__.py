"""Tables of web pages, model cards and clipboards: from markup to scores with model and benchmark."""
