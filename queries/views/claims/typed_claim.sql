-- What does a typed claim say?
-- One row per claim of a JSON text, shaped as the table claim.
create macro typed_claim(claims_json) as table
select
    unnest(
        from_json(
            claims_json,
            '[{"claim_id": "VARCHAR", "team_id": "VARCHAR", "model_id": "VARCHAR", "kind": "VARCHAR", '
            '"operator": "VARCHAR", "value_text": "VARCHAR", "unit": "VARCHAR", "rounding": "DECIMAL(18,6)", '
            '"aggregate": "VARCHAR", "parts": "VARCHAR", "n_parts": "BIGINT", "claimed_on": "DATE", '
            '"source_id": "VARCHAR"}]'
        ),
        recursive := true
    );

comment on macro table typed_claim is 'JSON text as rows of the table claim, what is left out blank';
