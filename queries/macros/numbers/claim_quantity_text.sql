-- How is the quantity of a claim printed within its arithmetic?
-- One text per kind, figure and base: at most four decimals.
create macro claim_quantity_text(kind, figure, base) as
    plain_number(round(claim_quantity(kind, 1, figure, base), 4));

comment on macro claim_quantity_text is 'A value, difference or ratio as a step of the arithmetic prints it';
