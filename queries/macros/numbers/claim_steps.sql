-- How is the quantity of a claim worked out, step by step?
-- One text per figure and base: first what each is the sum or mean of, then the asserted quantity; blank for a ratio
-- to 0 or less.
create macro claim_steps(
    kind, hundred, result, figure, base, figure_expression, base_expression, figure_short, base_short
) as
    replace(
        case
            when kind = 'value' then ''
            else written_out(figure_expression, figure_short) || written_out(base_expression, base_short)
        end
        || case kind
            when 'value' then figure_expression || case
                when figure_expression = plain_number(figure) then ''
                when figure_expression = figure_short and not contains(figure_expression, ' ') then ''
                else ' = ' || claim_quantity_text('value', figure, base)
            end
            when 'difference'
                then figure_short || ' − ' || base_short || ' = ' || claim_quantity_text('difference', figure, base)
            when 'relative_difference'
                then figure_short || ' − ' || base_short || ' = ' || claim_quantity_text('difference', figure, base)
                    || '; ' || figure_short || ' ÷ ' || base_short
                    || ' = ' || claim_quantity_text('ratio', figure, base)
                    || '; (' || claim_quantity_text('ratio', figure, base) || ' − 1) × 100 = '
                    || plain_number(round(result, 2)) || '%'
            else figure_short || ' ÷ ' || base_short || ' = ' || claim_quantity_text('ratio', figure, base)
                || case when hundred = 100 then ' = ' || plain_number(round(result, 2)) || '%' else '' end
        end, '-', '−'
    );

comment on macro claim_steps is 'The arithmetic of one item in numbers and signs';
