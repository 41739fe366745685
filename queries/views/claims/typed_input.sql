-- On which figures is a typed claim judged?
-- One row per input of a JSON text, shaped as the table claim_input.
create macro typed_input(inputs_json) as table
select
    unnest(
        from_json(
            inputs_json,
            '[{"claim_id": "VARCHAR", "role": "VARCHAR", "item": "VARCHAR", "record": "VARCHAR", '
            '"model_id": "VARCHAR", "benchmark_id": "VARCHAR", "field": "VARCHAR", "round": "VARCHAR", '
            '"criterion": "VARCHAR", "team_id": "VARCHAR", "country": "VARCHAR", "factor": "DECIMAL(18,6)", '
            '"source_id": "VARCHAR"}]'
        ),
        recursive := true
    );

comment on macro table typed_input is 'JSON text as rows of the table claim_input, what is left out blank';
