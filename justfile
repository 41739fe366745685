# Short names for the commands of CONTRIBUTING.md.

python := ".venv/bin/python"

# Set up the checkout with everything that the tests need.
setup:
    python3 -m venv --without-pip .venv
    python3 -m pip --python {{python}} install -e '.[test]'

# Style, types and tests; further arguments go to pytest.
check *arguments:
    {{python}} -m tests {{arguments}}

# Style and types alone.
lint:
    {{python}} -m ruff check .
    {{python}} -m ruff format --check .
    {{python}} -m mypy

# Correct the style where ruff can.
format:
    {{python}} -m ruff check --fix .
    {{python}} -m ruff format .

# The dashboard on the records of the checkout.
serve:
    .venv/bin/dokja serve

# Locks, bill of materials and licences of the libraries; --upgrade takes newer versions.
supply *arguments:
    python3 -m pip --python {{python}} install -q -e '.[supply]'
    {{python}} -m tests.supply {{arguments}}
